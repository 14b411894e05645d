import type { PorticoClient } from '@portico/client';
import type { StoredValue } from '@portico/protocol';
import type { ReactiveController } from 'lit';
import { inputIssue } from '../fields/input-issue.ts';
import { isFieldInput, readInput } from '../fields/read-input.ts';
import { DraftController } from './draft-controller.ts';
import { SubmitController, type SubmitHost } from './submit-controller.ts';

export type FormValues = Readonly<Record<string, StoredValue>>;

export interface FormHost extends SubmitHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
}

export interface FormOptions<R> {
  /** Sends what was typed; what is sent beside it (consents, campaign) is up to the widget. */
  readonly send: (client: PorticoClient, values: FormValues, idempotencyKey: string) => Promise<R>;
  /** Name of the draft kept while typing; null or absent: none is kept. */
  readonly draft?: () => string | null;
  /** After success, with what the adapter answered. */
  readonly sent?: (result: R, values: FormValues) => void;
}

/**
 * One form: values by input name, issues by input name, draft and submission. Put {@link handleInput} and
 * {@link handleSubmit} on a `<form novalidate>` and render its inputs with `formField`. An attempt with issues moves
 * the focus to the error summary.
 */
export class FormController<R> implements ReactiveController {
  #submission: SubmitController<FormValues, R>;
  readonly #host: FormHost;
  readonly #options: FormOptions<R>;
  readonly #draft: DraftController<FormValues>;
  #values: FormValues = {};
  #issues: ReadonlyMap<string, string> = new Map();
  #subject: string | null;

  constructor(host: FormHost, options: FormOptions<R>) {
    this.#host = host;
    this.#options = options;
    this.#draft = new DraftController(host, options.draft ?? (() => null));
    this.#submission = new SubmitController(host, options.send);
    this.#subject = this.#draftName;
    host.addController(this);
  }

  get submission(): SubmitController<FormValues, R> {
    return this.#submission;
  }

  get values(): FormValues {
    return this.#values;
  }

  /** What is wrong, by input name, found here or by the adapter, in the order of the form. */
  get issues(): ReadonlyMap<string, string> {
    return this.#issues;
  }

  /** Sets one value that the page or the widget knows, such as a search that led here. */
  set(name: string, value: StoredValue): void {
    this.#follow();
    this.#values = { ...this.#values, [name]: value };
    this.#host.requestUpdate();
  }

  /** Empties the form and starts a new submission. */
  reset(values: FormValues = {}): void {
    this.#values = values;
    this.#issues = new Map();
    this.submission.reset();
    this.#draft.clear();
  }

  hostConnected(): void {
    this.#subject = this.#draftName;
    // What the widget has set already, and what was typed since, wins over what was typed earlier.
    this.#values = { ...this.#draft.restore(), ...this.#values };
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#follow();
  }

  readonly handleInput = (event: Event): void => {
    const input = event.target;
    if (!isFieldInput(input)) return;
    this.#values = { ...this.#values, [input.name]: readInput(input) };
    // An issue goes as soon as it is mended, and comes up only when one has left the field or pressed send.
    if (this.#issues.has(input.name) && !inputIssue(input)) this.#setIssue(input.name, undefined);
    this.#draft.save(this.#values);
    this.#host.requestUpdate();
  };

  readonly handleSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const inputs = [...form.elements].filter(isFieldInput);
    // Autofill of some password managers fires no event, so the inputs themselves are read once more.
    for (const input of inputs) this.#values = { ...this.#values, [input.name]: readInput(input) };
    const found = inputs.map((input) => [input.name, inputIssue(input)] as const);
    this.#issues = new Map(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
    if (this.#issues.size > 0) return this.#focusSummary();
    const values = this.#values;
    const subject = this.#subject;
    const result = await this.submission.submit(values);
    const current = subject === this.#draftName;
    if (result !== null) {
      this.#draft.clear(subject);
      if (current) this.#values = {};
      this.#options.sent?.(result, values);
    } else if (current && this.submission.error) {
      this.#issues = new Map(this.submission.error.issues.map((issue) => [issue.path, issue.message]));
      await this.#focusSummary();
    }
  };

  get #draftName(): string | null {
    return this.#options.draft?.() ?? null;
  }

  /** Another draft is another form: what was typed for one record must not be sent to the next. */
  #follow(): void {
    if (this.#subject === this.#draftName) return;
    this.#subject = this.#draftName;
    this.#values = this.#draft.restore() ?? {};
    this.#issues = new Map();
    this.#submission = new SubmitController(this.#host, this.#options.send);
  }

  #setIssue(name: string, issue: string | undefined): void {
    const issues = new Map(this.#issues);
    if (issue === undefined) issues.delete(name);
    else issues.set(name, issue);
    this.#issues = issues;
  }

  async #focusSummary(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('[data-error-summary]')?.focus();
  }
}

import type { PorticoClient, Session } from '@portico/client';
import type { FormDefinition } from '@portico/protocol';
import type { LitElement } from 'lit';

/**
 * Puts a widget into the document with a client of its own and waits for its first render.
 *
 * @param attributes by name; true sets an empty one
 */
export async function mount<T extends LitElement & { client: PorticoClient | undefined }>(
  tag: string,
  options: {
    readonly client: PorticoClient;
    readonly session?: Session;
    readonly attributes?: Readonly<Record<string, string | true>>;
  },
): Promise<T> {
  const element = document.createElement(tag) as T & { session?: Session | undefined };
  element.client = options.client;
  element.session = options.session;
  for (const [name, value] of Object.entries(options.attributes ?? {}))
    element.setAttribute(name, value === true ? '' : value);
  document.body.append(element);
  await settled(element);
  return element;
}

/** Waits until pending answers of a fake client have been rendered. */
export async function settled(element: LitElement): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}

/** Removes what {@link mount} put in; call it in `afterEach`. */
export function unmountAll(): void {
  document.body.replaceChildren();
  sessionStorage.clear();
}

/** The first match within the widget's shadow root; fails the test when there is none. */
export function within<E extends HTMLElement = HTMLElement>(element: Element, selector: string): E {
  const found = element.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`No ${selector} in <${element.localName}>.`);
  return found;
}

/** All text of the widget, white space collapsed. */
export function textOf(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Types into an input of the widget, as a person would: focus, value, `input` event. */
export function type(element: Element, name: string, value: string | boolean): void {
  const input = within<HTMLInputElement>(element, `[name="${name}"]`);
  input.focus();
  if (typeof value === 'boolean') input.checked = value;
  else input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The next event of a type that reaches `target`. */
export function nextEvent<E extends Event>(target: EventTarget, type: string): Promise<E> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => resolve(event as E), { once: true });
  });
}

/** A contact form with one of everything. */
export const contactForm: FormDefinition = {
  name: 'contact',
  table: 'lead',
  title: 'Talk to us',
  intro: 'We answer within a day.',
  fields: [
    {
      name: 'first_name',
      label: 'First name',
      input: 'text',
      required: false,
      autocomplete: 'given-name',
      width: 'half',
    },
    {
      name: 'last_name',
      label: 'Last name',
      input: 'text',
      required: true,
      autocomplete: 'family-name',
      width: 'half',
    },
    { name: 'email', label: 'Email', input: 'email', required: true, autocomplete: 'email' },
    {
      name: 'topic',
      label: 'Topic',
      input: 'choice',
      required: true,
      choices: [
        { value: 'price', label: 'Price' },
        { value: 'trial', label: 'Trial ride' },
      ],
    },
    {
      name: 'message',
      label: 'Message',
      input: 'multiline',
      required: false,
      maxLength: 100,
      hint: 'In a few words.',
    },
  ],
  consents: [{ name: 'newsletter', text: 'Send me news once a month.', required: false }],
  submitLabel: 'Send',
  success: { title: 'Thank you', message: 'We will be in touch.' },
};

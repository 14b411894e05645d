import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../../base/messages.ts';

/** Where a search that did not help goes on. */
export interface HandOver {
  /** Selector of a case form on this page. */
  readonly caseForm: string | undefined;
  /** Address of a page that has one; `{query}` in it becomes what was searched for. */
  readonly caseUrl: string | undefined;
  readonly query: string;
  readonly requested: () => void;
}

/** "Still need help?", where there is somebody to ask. */
export function renderHandOver({
  caseForm,
  caseUrl,
  query,
  requested,
}: HandOver): TemplateResult | typeof nothing {
  if (!caseForm && !caseUrl) return nothing;
  const title = msg('Still need help?');
  const label = msg('Write to us');
  return html`
    <aside class="hand-over" part="hand-over" aria-label=${title}>
      <div>
        <p class="hand-over-title">${title}</p>
        <p class="muted">${msg('Tell us what happened and we will look into it.')}</p>
      </div>
      ${
        caseForm
          ? html`<button class="button" type="button" @click=${requested}>${label}</button>`
          : html`<a class="button" href=${filled(caseUrl ?? '', 'query', query)} @click=${requested}>${label}</a>`
      }
    </aside>
  `;
}

/** Leads the visitor to the case form at `selector`, with the query as its subject unless one is there already. */
export function goToCaseForm(selector: string, query: string): void {
  const form = document.querySelector<HTMLElement & { subject?: string }>(selector);
  if (!form) return;
  if ('subject' in form && !form.subject) form.subject = query;
  form.scrollIntoView({ block: 'start' });
  form.focus({ preventScroll: true });
  if (document.activeElement === form) return;
  // An element that takes no focus by itself: the keyboard must go on from there all the same.
  form.tabIndex = -1;
  form.focus({ preventScroll: true });
}

/** `template` with `{name}` replaced by `value`, encoded for a URL. */
export function filled(template: string, name: string, value: string): string {
  return template.replaceAll(`{${name}}`, encodeURIComponent(value));
}

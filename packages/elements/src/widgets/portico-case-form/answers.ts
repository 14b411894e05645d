import type { SearchHit, TextSegment } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { documentIcon, messageIcon } from '../../base/icons.ts';
import { msg } from '../../base/messages.ts';
import { recordUrl } from '../../base/page-record.ts';

interface AnswersOptions {
  /** Ids of the articles that are open; only these are fetched. */
  readonly opened: ReadonlySet<string>;
  readonly threadUrl: string;
  readonly open: (article: string) => void;
  readonly solved: (article: string) => void;
}

/** What may answer the question already; articles are read in place, threads where the page shows them. */
export function answers(hits: readonly SearchHit[], options: AnswersOptions): TemplateResult {
  const shown = hits.filter(
    ({ table }) => table === 'article' || (table === 'thread' && options.threadUrl !== ''),
  );
  return html`
    <div role="status" class="visually-hidden">
      ${shown.length > 0 ? msg('We found something that may answer this, below the field.') : nothing}
    </div>
    ${
      shown.length === 0
        ? nothing
        : html`
            <section class="answers" part="answers" aria-label=${msg('Possible answers')}>
              <h3>${msg('This may answer it right away')}</h3>
              ${repeat(
                shown,
                ({ id }) => id,
                (hit) => (hit.table === 'article' ? article(hit, options) : thread(hit, options)),
              )}
            </section>
          `
    }
  `;
}

function article(hit: SearchHit, { opened, open, solved }: AnswersOptions): TemplateResult {
  const handleToggle = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open) open(hit.id);
  };
  return html`
    <details @toggle=${handleToggle}>
      <summary>${documentIcon()}<span>${plain(hit.title)}</span></summary>
      ${
        opened.has(hit.id)
          ? html`<div class="reading">
              <portico-article record=${hit.id} heading-level="4" no-rating></portico-article>
              <div class="solved">
                <button class="button small" type="button" @click=${() => solved(hit.id)}>
                  ${msg('This solved it')}
                </button>
              </div>
            </div>`
          : html`<p>${plain(hit.excerpt)}</p>`
      }
    </details>
  `;
}

function thread(hit: SearchHit, { threadUrl }: AnswersOptions): TemplateResult {
  return html`
    <a class="thread" href=${recordUrl(threadUrl, hit.id)} target="_blank" rel="noopener">
      ${messageIcon()}<span>${plain(hit.title)} <span class="muted small">${msg('(in the community, new tab)')}</span></span>
    </a>
  `;
}

const plain = (segments: readonly TextSegment[]): string => segments.map(({ text }) => text).join('');

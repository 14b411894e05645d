import type { TableRecord } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { cellText } from '../../base/cell-text.ts';
import { formatAge, formatDate, formatNumber } from '../../base/format.ts';
import { checkIcon, chevronUpIcon, eyeOffIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';
import { sanitizedHtml } from '../../html/sanitized-html.ts';

export interface PostCardOptions {
  readonly locale: string;
  readonly voted: boolean;
  readonly canVote: boolean;
  readonly accepted: boolean;
  /** Whether the visitor may accept this reply, or take that back. */
  readonly canAccept: boolean;
  readonly canModerate: boolean;
  /** While something is being sent; buttons wait. */
  readonly busy: boolean;
  readonly vote: () => void;
  readonly accept: () => void;
  readonly toggleVisibility: () => void;
  /** Further tools of the question itself. */
  readonly tools?: TemplateResult | typeof nothing;
}

/** A question or a reply: who, when, what, and what one may do with it. */
export function postCard(record: TableRecord, options: PostCardOptions): TemplateResult {
  const author = cellText(record.author_name) || msg('Guest');
  const created = cellText(record.created_at);
  const hidden = record.visibility === 'hidden';
  return html`
    <article class="post" part="post" data-id=${record.id} ?data-accepted=${options.accepted} ?data-hidden=${hidden}>
      <header class="byline">
        <span class="avatar" aria-hidden="true">${[...author][0]?.toUpperCase()}</span>
        <strong>${author}</strong>
        ${
          created
            ? html`<time class="muted" datetime=${created} title=${formatDate(created, options.locale, { time: true })}>
                ${formatAge(created, options.locale)}
              </time>`
            : nothing
        }
        ${options.accepted ? html`<span class="badge" data-tone="success">${checkIcon()}${msg('Accepted answer')}</span>` : nothing}
        ${hidden ? html`<span class="badge" data-tone="danger">${eyeOffIcon()}${msg('Hidden')}</span>` : nothing}
      </header>
      <div class="prose" ${sanitizedHtml(cellText(record.body_html))}></div>
      <footer class="tools">
        ${voteButton(record, author, options)} ${acceptButton(options)} ${options.tools ?? nothing}
        ${
          options.canModerate
            ? toolButton(hidden ? msg('Show again') : msg('Hide'), options.busy, options.toggleVisibility)
            : nothing
        }
      </footer>
    </article>
  `;
}

/** A button without emphasis for the row of tools. */
export function toolButton(label: string, busy: boolean, press: () => void): TemplateResult {
  return html`<button class="button quiet small" type="button" aria-disabled=${busy ? 'true' : 'false'} @click=${press}>
    ${label}
  </button>`;
}

function voteButton(
  record: TableRecord,
  author: string,
  options: PostCardOptions,
): TemplateResult | typeof nothing {
  const count = Number(record.vote_count ?? 0);
  const number = formatNumber(count, options.locale);
  if (!options.canVote) {
    return count === 0
      ? nothing
      : html`<span class="small">${count === 1 ? msg('1 vote') : msg(str`${number} votes`)}</span>`;
  }
  return html`
    <button class="button small" type="button" aria-pressed=${options.voted ? 'true' : 'false'}
      aria-disabled=${options.busy ? 'true' : 'false'} @click=${options.vote}>
      ${chevronUpIcon()}<span class="number">${number}</span> ${msg('Useful')}
      <span class="visually-hidden">${msg(str`written by ${author}`)}</span>
    </button>
  `;
}

function acceptButton({
  accepted,
  canAccept,
  busy,
  accept,
}: PostCardOptions): TemplateResult | typeof nothing {
  if (!canAccept) return nothing;
  return toolButton(accepted ? msg('Not the answer after all') : msg('Accept as answer'), busy, accept);
}

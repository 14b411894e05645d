import type { SearchHit } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../../base/format.ts';
import { hitFacts, hitIcon, marked, tableLabel } from './hit-words.ts';

export interface HitContext {
  readonly locale: string;
  /** `aria-level` of the heading over the hits; their titles are one below. */
  readonly level: number;
  /** Address of the hit's page, if it has one. */
  readonly href: (hit: SearchHit) => string | null;
  readonly open: (event: MouseEvent, hit: SearchHit, index: number) => void;
}

/** One hit of the list. The title alone is the link; its area covers the whole row. */
export function renderHit(hit: SearchHit, index: number, context: HitContext): TemplateResult {
  const date = String(hit.values.updated_at ?? hit.values.published_at ?? hit.values.created_at ?? '');
  return html`
    <li class="row hit" part="hit">
      <div class="row-title" role="heading" aria-level=${context.level + 1}>${renderTitle(hit, index, context)}</div>
      ${hit.excerpt.length > 0 ? html`<p class="row-text">${marked(hit.excerpt)}</p>` : nothing}
      <p class="row-meta">
        <span class="badge">
          ${hitIcon(hit)}${tableLabel(hit.table)}
        </span>
        ${hitFacts(hit).map((fact) => html`<span>${fact}</span>`)}
        ${date ? html`<time datetime=${date}>${formatDate(date, context.locale)}</time>` : nothing}
      </p>
    </li>
  `;
}

function renderTitle(hit: SearchHit, index: number, { href, open }: HitContext): TemplateResult {
  const title = marked(hit.title);
  // Tables a site has added may be found in; a widget for them is the site's own affair.
  if (hit.table !== 'article' && hit.table !== 'thread') return html`${title}`;
  const address = href(hit);
  const handleClick = (event: MouseEvent): void => open(event, hit, index);
  return address === null
    ? html`<button class="hit-link" id="hit-${index}" type="button" @click=${handleClick}>${title}</button>`
    : html`<a class="hit-link" id="hit-${index}" href=${address} @click=${handleClick}>${title}</a>`;
}

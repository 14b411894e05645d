import type { SearchPage } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../base/format.ts';
import { msg, str } from '../../base/messages.ts';
import { deniedState, errorState } from '../../states/states.ts';
import { countText } from './hit-words.ts';
import { choiceCount } from './narrowing.ts';
import { renderFacets, renderKinds, usefulFacets } from './render-facets.ts';
import { type HitContext, renderHit } from './render-hit.ts';
import type { SearchResults } from './search-results.ts';

export interface AnswerContext extends HitContext {
  /** What was searched for. */
  readonly query: string;
  readonly more: () => void;
  /** Stands below the hits, and below the message that there are none. */
  readonly after: unknown;
}

/** Results, filters and all that may come instead of them. */
export function renderAnswer(results: SearchResults, context: AnswerContext): TemplateResult {
  const { page, narrowing, kinds } = results;
  const table = narrowing.table ?? (kinds.includes('article') ? 'article' : kinds[0]);
  const facets = page && table ? usefulFacets(page.facets, table, narrowing) : [];
  return html`
    <div class="answer" ?data-columns=${facets.length > 0}>
      ${
        facets.length === 0
          ? nothing
          : renderFacets(facets, {
              locale: context.locale,
              narrowing,
              unfolded: results.unfolded,
              toggle: results.choose,
              unfold: results.unfold,
              clear: results.clearChoices,
            })
      }
      <div class="found">${renderFound(results, page, context)}</div>
    </div>
  `;
}

function renderFound(
  results: SearchResults,
  page: SearchPage | undefined,
  context: AnswerContext,
): TemplateResult {
  const { state, error, retry, visitor } = results.query;
  if (state === 'denied') return deniedState(visitor);
  if (state === 'error') return html`${errorState(error, retry)} ${context.after}`;
  if (!page) return renderLoading();
  return html`
    <div class="heading">
      <div class="count" role="heading" aria-level=${context.level}>
        ${countText(page, context.query, context.locale)}
      </div>
      ${renderKinds(results.kinds, results.narrowing.table, results.chooseTable)}
    </div>
    ${page.correctedQuery === null ? nothing : renderCorrection(context.query)}
    ${page.count === 0 ? renderTips(results) : renderHits(results, page, context)}
    ${context.after}
  `;
}

/** As high as the hits will be, so that what stands below them does not jump. */
function renderLoading(): TemplateResult {
  return html`
    <div role="status">
      <span class="visually-hidden">${msg('Searching…')}</span>
      <ul class="list" aria-hidden="true">
        ${[0, 1, 2, 3].map(() => html`<li class="row hit"><span class="skeleton"></span><span class="skeleton"></span></li>`)}
      </ul>
    </div>
  `;
}

function renderHits(results: SearchResults, page: SearchPage, context: AnswerContext): TemplateResult {
  const { query, pages } = results;
  return html`
    <ul class="list" part="results" aria-busy=${query.pending ? 'true' : 'false'}>
      ${page.hits.map((hit, index) => renderHit(hit, index, context))}
    </ul>
    ${
      pages.hasMore
        ? html`<div class="more">
            ${pages.failed ? html`<p class="issue" role="alert">${msg('That did not work. Please try again.')}</p>` : nothing}
            <button class="button" type="button" aria-disabled=${pages.pending ? 'true' : 'false'}
              @click=${context.more}>
              ${pages.pending ? msg('Loading…') : msg('Show more')}
            </button>
            <p class="muted small">${msg(str`${page.hits.length} of ${formatNumber(page.count, context.locale)}`)}</p>
          </div>`
        : nothing
    }
  `;
}

function renderCorrection(query: string): TemplateResult {
  return html`<p class="correction">${msg(str`Nothing was found for “${query}” as it is spelt.`)}</p>`;
}

function renderTips(results: SearchResults): TemplateResult {
  if (choiceCount(results.narrowing) > 0 || results.narrowing.table !== null)
    return html`
      <div class="state">
        <p class="state-title">${msg('No result matches these filters.')}</p>
        <button class="button" type="button" @click=${results.clearChoices}>${msg('Clear filters')}</button>
      </div>
    `;
  return html`
    <ul class="tips">
      <li>${msg('Check the spelling.')}</li>
      <li>${msg('Try fewer words, or more general ones.')}</li>
      <li>${msg('Try another word for the same thing.')}</li>
    </ul>
  `;
}

import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../base/messages.ts';

/** What a `PagesController` says of itself. */
interface Pages {
  readonly hasMore: boolean;
  readonly pending: boolean;
  readonly failed: boolean;
}

/** The button under a list that goes on with the next page, and what to tell when that failed. Needs `buttonStyles` and `listStyles`. */
export function moreButton(
  pages: Pages,
  more: () => void,
  label: string = msg('Show more'),
): TemplateResult | typeof nothing {
  if (!pages.hasMore) return nothing;
  return html`
    <div class="more">
      ${
        pages.failed
          ? html`<p class="muted small" role="alert">${msg('More could not be loaded. Please try again.')}</p>`
          : nothing
      }
      <button class="button" type="button" aria-disabled=${pages.pending ? 'true' : 'false'} @click=${more}>
        ${pages.pending ? msg('Loading…') : label}
      </button>
    </div>
  `;
}

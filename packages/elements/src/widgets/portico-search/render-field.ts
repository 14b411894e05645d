import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { closeIcon, searchIcon } from '../../base/icons.ts';
import { live } from '../../base/live.ts';
import { msg } from '../../base/messages.ts';
import { LISTBOX, optionId, renderSuggestions } from './render-suggestions.ts';
import type { SuggestController, SuggestOption } from './suggest-controller.ts';

/**
 * Without anchors the list cannot follow the field in the top layer; it stands in the page then. On a server that
 * renders there is no `CSS`, nor anything to follow.
 */
const TOP_LAYER = globalThis.CSS?.supports('anchor-name: --field') && 'popover' in HTMLElement.prototype;

export interface FieldContext {
  readonly text: string;
  readonly placeholder: string | undefined;
  readonly shortcut: string;
  /** The visitor turns to the field. */
  readonly focus: () => void;
  readonly input: (event: InputEvent) => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly submit: (event: SubmitEvent) => void;
  readonly clear: () => void;
  readonly choose: (option: SuggestOption) => void;
}

/** The field and the list under it, in one root, for only so can the one refer to the other. */
export function renderField(suggest: SuggestController, context: FieldContext): TemplateResult {
  const { text, shortcut } = context;
  const label = context.placeholder ?? msg('Search for help');
  return html`
    <form class="field" part="field" role="search" @submit=${context.submit}>
      ${searchIcon()}
      <input id="input" name="q" part="input" type="text" inputmode="search" enterkeyhint="search" autocomplete="off"
        autocapitalize="off" spellcheck="false" maxlength="256" role="combobox" aria-autocomplete="list"
        aria-label=${label} placeholder=${label} aria-expanded=${suggest.open ? 'true' : 'false'}
        aria-controls=${LISTBOX} aria-keyshortcuts=${ifDefined(shortcut || undefined)}
        aria-activedescendant=${ifDefined(suggest.active < 0 ? undefined : optionId(suggest.active))}
        .value=${live(text)} @focus=${context.focus} @input=${context.input} @keydown=${context.keydown}
        @blur=${() => suggest.close()} />
      ${shortcut && text === '' ? html`<kbd aria-hidden="true">${shortcut}</kbd>` : nothing}
      ${
        text === ''
          ? nothing
          : html`<button class="icon-button" type="button" aria-label=${msg('Clear')} @click=${context.clear}>
              ${closeIcon()}
            </button>`
      }
      <button class="button primary" type="submit" aria-label=${msg('Search')}>
        ${searchIcon()}<span>${msg('Search')}</span>
      </button>
    </form>
    <div class="popup" part="suggestions" popover=${TOP_LAYER ? 'manual' : nothing} ?hidden=${!TOP_LAYER && !suggest.open}
      @mousedown=${keepFocus}>
      ${renderSuggestions(suggest, context.choose)}
    </div>
  `;
}

/** Opens or closes the list in the top layer, above everything the page may have put over us. */
export function togglePopup(root: ParentNode, open: boolean): void {
  if (!TOP_LAYER) return;
  const popup = root.querySelector<HTMLElement>('.popup');
  if (popup && popup.matches(':popover-open') !== open) popup.togglePopover(open);
}

/** Pressing on an option must not take the focus out of the input, which would close the list before the click. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

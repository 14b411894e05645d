import { foldText } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { arrowRightIcon, searchIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';
import { hitFacts, hitIcon, marked, tableLabel } from './hit-words.ts';
import type { SuggestController, SuggestOption } from './suggest-controller.ts';

/** Id of the list, and of an option by its index. */
export const LISTBOX = 'suggestions';
export const optionId = (index: number): string => `suggestion-${index}`;

const GROUPS: readonly SuggestOption['type'][] = ['completion', 'hit', 'all'];

/** The list under the field. It is there even when empty, because the field always refers to it. */
export function renderSuggestions(
  { options, active, typed }: SuggestController,
  choose: (option: SuggestOption) => void,
): TemplateResult {
  const entries = options.map((option, index) => ({ option, index }));
  return html`
    <div role="listbox" id=${LISTBOX} aria-label=${msg('Suggestions')}>
      ${GROUPS.map((type) => {
        const group = entries.filter(({ option }) => option.type === type);
        if (group.length === 0) return nothing;
        return html`<div class="options" role="group" aria-label=${groupLabel(type)} data-type=${type}>
          ${group.map(
            ({
              option,
              index,
            }) => html`<div class="option" part="suggestion" role="option" id=${optionId(index)}
              aria-selected=${index === active ? 'true' : 'false'} @click=${() => choose(option)}>
              ${renderOption(option, typed)}
            </div>`,
          )}
        </div>`;
      })}
    </div>
  `;
}

function groupLabel(type: SuggestOption['type']): string {
  if (type === 'completion') return msg('Searches');
  return type === 'hit' ? msg('Best matches') : msg('More');
}

function renderOption(option: SuggestOption, typed: string): TemplateResult {
  switch (option.type) {
    case 'completion':
      return html`${searchIcon()}<span class="option-title">${completed(option.text, typed)}</span>`;
    case 'hit': {
      const facts = [tableLabel(option.hit.table), ...hitFacts(option.hit)];
      return html`
        ${hitIcon(option.hit)}
        <span class="option-body">
          <span class="option-title">${marked(option.hit.title)}</span>
          <span class="option-facts">${facts.join(' · ')}</span>
        </span>
      `;
    }
    default:
      return html`
        <span class="mirror">${arrowRightIcon()}</span>
        <span class="option-title">${msg(str`See all results for “${option.text}”`)}</span>
      `;
  }
}

/** A completion with what it adds to the typed text set off. */
function completed(text: string, typed: string): unknown {
  if (!foldText(text).startsWith(foldText(typed))) return text;
  return html`<span class="typed">${text.slice(0, typed.length)}</span>${text.slice(typed.length)}`;
}

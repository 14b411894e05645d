import type { Facet, FacetValue } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatNumber } from '../../base/format.ts';
import { live } from '../../base/live.ts';
import { msg, str } from '../../base/messages.ts';
import { tablePlural } from './hit-words.ts';
import { choiceCount, type FacetChoice, type Narrowing } from './narrowing.ts';

/** Values of a facet shown before "Show all". */
const FEW = 6;

export interface FacetContext {
  readonly locale: string;
  readonly narrowing: Narrowing;
  /** Columns of which all values are shown. */
  readonly unfolded: ReadonlySet<string>;
  readonly toggle: (facet: Facet, choice: FacetChoice, on: boolean) => void;
  readonly unfold: (column: string) => void;
  readonly clear: () => void;
}

/** Which kind of record: one radio button each, drawn as one switch. Nothing where there is only one kind. */
export function renderKinds(
  kinds: readonly string[],
  chosen: string | null,
  choose: (table: string | null) => void,
): TemplateResult | typeof nothing {
  if (kinds.length < 2) return nothing;
  return html`
    <fieldset class="kinds">
      <legend class="visually-hidden">${msg('Show')}</legend>
      ${[null, ...kinds].map(
        (table) => html`<label>
          <input type="radio" name="kind" .checked=${live(table === chosen)} @change=${() => choose(table)} />
          <span>${table === null ? msg('All') : tablePlural(table)}</span>
        </label>`,
      )}
    </fieldset>
  `;
}

/** The facets worth showing: those with something to choose between, and those that were chosen from. */
export function usefulFacets(facets: readonly Facet[], table: string, narrowing: Narrowing): Facet[] {
  return facets.filter(
    (facet) => facet.table === table && (facet.values.length > 1 || narrowing.choices.has(facet.column)),
  );
}

/** Groups of boxes to tick; on a narrow page behind one line that opens them. */
export function renderFacets(facets: readonly Facet[], context: FacetContext): TemplateResult {
  const chosen = choiceCount(context.narrowing);
  return html`
    <details class="facets" part="facets">
      <summary>${chosen === 0 ? msg('Filters') : msg(str`Filters (${chosen})`)}</summary>
      <div class="groups">
        ${repeat(
          facets,
          ({ column }) => column,
          (facet) => renderGroup(facet, context),
        )}
        ${
          chosen === 0
            ? nothing
            : html`<button class="link small" type="button" @click=${context.clear}>${msg('Clear filters')}</button>`
        }
      </div>
    </details>
  `;
}

function renderGroup(facet: Facet, context: FacetContext): TemplateResult {
  const chosen = context.narrowing.choices.get(facet.column) ?? [];
  const found = facet.values.filter(({ value }) => value !== null);
  const lost = chosen.filter((choice) => !found.some(({ value }) => value === choice.value));
  const values = [...found, ...lost.map((choice) => ({ ...choice, count: 0 }))];
  const all = context.unfolded.has(facet.column) || values.length <= FEW + 1;
  const shown = all ? values : values.filter((value, index) => index < FEW || chosen.some(isSame(value)));
  return html`
    <fieldset class="group">
      <legend>${facet.label}</legend>
      ${repeat(
        shown,
        ({ value }) => value,
        (value) => renderValue(facet, value, chosen.some(isSame(value)), context),
      )}
      ${
        all
          ? nothing
          : html`<button class="link small" type="button" @click=${() => context.unfold(facet.column)}>
              ${msg(str`Show all ${values.length}`)}
            </button>`
      }
    </fieldset>
  `;
}

function renderValue(
  facet: Facet,
  { value, label, count }: FacetValue,
  chosen: boolean,
  { locale, toggle }: FacetContext,
): TemplateResult {
  const name = facet.column === 'locale' ? languageName(label, locale) : label;
  const handleChange = (event: Event): void =>
    toggle(facet, { value, label }, (event.target as HTMLInputElement).checked);
  return html`
    <label class="choice">
      <input type="checkbox" .checked=${live(chosen)} @change=${handleChange} />
      <span>${name}</span>
      <span class="muted number">${formatNumber(count, locale)}</span>
    </label>
  `;
}

function isSame({ value }: FacetChoice): (choice: FacetChoice) => boolean {
  return (choice) => choice.value === value;
}

/** "German" for `de`; what is no language tag stays as it is. */
function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

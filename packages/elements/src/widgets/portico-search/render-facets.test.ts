import { expect } from '@open-wc/testing';
import type { Facet } from '@portico/protocol';
import { render } from 'lit';
import { unmountAll } from '../../testing/fixtures.ts';
import { type FacetChoice, NOT_NARROWED, withChoice } from './narrowing.ts';
import { type FacetContext, renderFacets, renderKinds, usefulFacets } from './render-facets.ts';

const category: Facet = {
  table: 'article',
  column: 'category',
  label: 'Category',
  values: Array.from({ length: 12 }, (_, index) => ({
    value: `c${index}`,
    label: `Category ${index}`,
    count: 1200 - index,
  })),
};
const locale: Facet = {
  table: 'article',
  column: 'locale',
  label: 'Language',
  values: [
    { value: 'de', label: 'de', count: 2 },
    { value: 'not a tag', label: 'not a tag', count: 1 },
    { value: null, label: '', count: 7 },
  ],
};

function draw(facets: readonly Facet[], context: Partial<FacetContext> = {}): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  const nothing = (): void => {};
  const whole = {
    locale: 'en',
    narrowing: NOT_NARROWED,
    unfolded: new Set<string>(),
    toggle: nothing,
    unfold: nothing,
    clear: nothing,
  };
  render(renderFacets(facets, { ...whole, ...context }), place);
  place.querySelector('details')!.open = true;
  return place;
}

function choices(place: HTMLElement): string[] {
  return [...place.querySelectorAll('.choice')].map(
    (one) => one.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  );
}

describe('filters', () => {
  afterEach(unmountAll);

  it('show a few values first, and all of them on demand', () => {
    const unfolded: string[] = [];
    const place = draw([category], { unfold: (column) => unfolded.push(column) });
    expect(choices(place)).to.have.length(6);
    expect(choices(place)[0]).to.equal('Category 0 1,200');
    place.querySelector('button')?.click();
    expect(unfolded).to.deep.equal(['category']);
    expect(choices(draw([category], { unfolded: new Set(unfolded) }))).to.have.length(12);
  });

  it('always show what is ticked, also when it finds nothing any more', () => {
    const last: FacetChoice = { value: 'c11', label: 'Category 11' };
    const gone: FacetChoice = { value: 'gone', label: 'Gone' };
    const narrowing = withChoice(withChoice(NOT_NARROWED, category, last, true), category, gone, true);
    const place = draw([category], { narrowing });
    expect(choices(place).slice(6)).to.deep.equal(['Category 11 1,189', 'Gone 0']);
    const ticked = [...place.querySelectorAll('input')].filter(({ checked }) => checked);
    expect(ticked).to.have.length(2);
    expect(place.querySelector('summary')?.textContent).to.equal('Filters (2)');
  });

  it('name languages in the language of the page, and leave out empty cells', () => {
    expect(choices(draw([locale], { locale: 'fr' }))).to.deep.equal(['allemand 2', 'not a tag 1']);
  });

  it('say what was ticked and what was unticked', () => {
    const told: unknown[] = [];
    const place = draw([locale], { toggle: (facet, choice, on) => told.push([facet.column, choice, on]) });
    place.querySelector('input')?.click();
    place.querySelector('input')?.click();
    const german = { value: 'de', label: 'de' };
    expect(told).to.deep.equal([
      ['locale', german, true],
      ['locale', german, false],
    ]);
  });

  it('are worth showing when there is something to choose between, or something was chosen', () => {
    const single: Facet = { ...locale, values: [{ value: 'de', label: 'de', count: 2 }] };
    const chosen = withChoice(NOT_NARROWED, single, { value: 'de', label: 'de' }, true);
    expect(usefulFacets([category, single], 'article', NOT_NARROWED)).to.deep.equal([category]);
    expect(usefulFacets([single], 'article', chosen)).to.deep.equal([single]);
    expect(usefulFacets([category], 'thread', NOT_NARROWED)).to.deep.equal([]);
  });

  it('offer kinds of records only where there are several, and name those a site has added', () => {
    const place = document.body.appendChild(document.createElement('div'));
    render(
      renderKinds(['article'], null, () => {}),
      place,
    );
    expect(place.querySelector('input')).to.equal(null);
    const chosen: (string | null)[] = [];
    render(
      renderKinds(['article', 'work_order'], 'article', (table) => chosen.push(table)),
      place,
    );
    const labels = [...place.querySelectorAll('label')].map((one) => one.textContent?.trim());
    expect(labels).to.deep.equal(['All', 'Articles', 'Work order']);
    expect(place.querySelectorAll('input')[1]?.checked).to.equal(true);
    for (const input of place.querySelectorAll('input')) input.dispatchEvent(new Event('change'));
    expect(chosen).to.deep.equal([null, 'article', 'work_order']);
  });
});

import { expect } from '@open-wc/testing';
import { eq } from '@portico/protocol';
import {
  choiceCount,
  NOT_NARROWED,
  searchNarrowed,
  searchRequest,
  suggestWithin,
  tablesFound,
  withChoice,
} from './narrowing.ts';
import { SearchClient } from './testing/search-client.ts';

const category = { table: 'article', column: 'category', label: 'Category', values: [] };
const product = { table: 'article', column: 'product', label: 'Product', values: [] };
const forum = { table: 'thread', column: 'forum', label: 'Forum', values: [] };
const care = { value: 'care', label: 'Care' };
const battery = { value: 'battery', label: 'Battery and charging' };
const keel = { value: 'Keel 500', label: 'Keel 500' };
const { signal } = new AbortController();

describe('narrowing', () => {
  it('asks for everything the page lets be searched, when nothing is chosen', () => {
    expect(searchRequest({ q: 'x' }, NOT_NARROWED)).to.deep.equal({ q: 'x', limit: 10, facets: true });
    expect(searchRequest({ q: 'x', tables: ['article', 'thread'] }, NOT_NARROWED).tables).to.deep.equal([
      'article',
      'thread',
    ]);
  });

  it('widens by values of one column, narrows by columns, and stays within the filter of the page', () => {
    let narrowing = withChoice(NOT_NARROWED, category, care, true);
    narrowing = withChoice(narrowing, category, battery, true);
    narrowing = withChoice(narrowing, product, keel, true);
    const { tables, filter } = searchRequest({ q: 'x', filter: eq('locale', 'en') }, narrowing);
    expect(tables).to.deep.equal(['article']);
    expect(filter).to.deep.equal({
      type: 'and',
      filters: [
        eq('locale', 'en'),
        { type: 'condition', column: 'category', operator: 'in', value: ['care', 'battery'] },
        { type: 'condition', column: 'product', operator: 'in', value: ['Keel 500'] },
      ],
    });
    expect(choiceCount(narrowing)).to.equal(3);
  });

  it('takes a choice back', () => {
    const narrowing = withChoice(withChoice(NOT_NARROWED, category, care, true), category, care, false);
    expect(choiceCount(narrowing)).to.equal(0);
    expect(searchRequest({ q: 'x' }, narrowing).filter).to.equal(undefined);
  });

  it('drops the choices of one table with a choice of another', () => {
    const narrowing = withChoice(
      withChoice(NOT_NARROWED, category, care, true),
      forum,
      { value: 'riding', label: 'Riding' },
      true,
    );
    expect(narrowing.table).to.equal('thread');
    expect([...narrowing.choices.keys()]).to.deep.equal(['forum']);
  });

  it('counts a column without its own ticks, so that further ticks tell what they would find', async () => {
    const client = new SearchClient();
    const page = await searchNarrowed(
      client,
      { q: 'battery' },
      withChoice(NOT_NARROWED, category, care, true),
      signal,
    );
    expect(page.count).to.equal(5);
    const counts = (column: string) =>
      page.facets.find((facet) => facet.column === column)?.values.map(({ value, count }) => [value, count]);
    expect(counts('category')).to.deep.equal([
      ['care', 5],
      ['battery', 9],
    ]);
    expect(counts('product')).to.deep.equal([
      ['Keel 500', 3],
      ['Jetty 300', 2],
    ]);
    expect(client.requests.map(({ limit }) => limit)).to.deep.equal([10, 1]);
  });

  it('names the tables in which something was found', async () => {
    const client = new SearchClient();
    expect(tablesFound(await client.search({ q: 'battery', facets: true }))).to.deep.equal([
      'article',
      'thread',
    ]);
    expect(tablesFound(await client.search({ q: 'measured' }))).to.deep.equal(['thread']);
    expect(tablesFound(await client.search({ q: 'quantum', facets: true }))).to.deep.equal([]);
  });

  it('suggests within the tables of the page', async () => {
    const client = new SearchClient();
    const all = await suggestWithin(client, { q: 'range in the cold' }, signal);
    expect(all.hits.map(({ table }) => table)).to.deep.equal(['thread']);
    const articles = await suggestWithin(client, { q: 'range in the cold', tables: ['article'] }, signal);
    expect(articles.hits).to.deep.equal([]);
  });

  it('suggests by searching where the page has a filter', async () => {
    const client = new SearchClient();
    const filter = eq('product', 'Keel 500');
    const { hits } = await suggestWithin(client, { q: 'battery', tables: ['article'], filter }, signal);
    expect(hits.every(({ values }) => values.product === 'Keel 500')).to.equal(true);
    expect(client.callsOf('suggest')).to.have.length(0);
  });
});

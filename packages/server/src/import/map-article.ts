import { articleHtml } from './article-html.ts';
import { choicesOf, maxLengthOf } from './column-limits.ts';
import { type Draft, ItemError, type MapItem } from './draft.ts';
import { Fields, present, shorten } from './read-fields.ts';
import { recordIdOf } from './record-id.ts';

const ARTICLE_VISIBILITIES = choicesOf('article', 'visibility');

/** Keys of front matter that mean "not to be shown", by the tools that write them. */
const DRAFT_FLAGS = ['draft', 'hide', 'hidden'];

/**
 * An article and its category. Fields: `id` or `slug` (default the path of the file), `title`, `body_md`,
 * `summary` or `description`, `keywords`, `category`, `subcategory` (searchable as a keyword), `product`,
 * `locale`, `visibility`, `updated`, `created`, `url`.
 */
export function mapArticle(defaultVisibility: string): MapItem {
  return (value, place) => {
    const fields = new Fields(value);
    const source = fields.line('id') ?? fields.line('slug') ?? fields.text('path');
    if (source === null) throw new ItemError('id: is missing');
    const title = fields.line('title') ?? headingOf(fields.text('body_md') ?? '');
    if (title === null) throw new ItemError('title: is missing, and the text has no first heading');
    const url = webAddress(fields.line('url'));
    const category = categoryDraft(fields.line('category'), place);
    const keywords = [...fields.list('keywords'), ...fields.list('subcategory')];
    const created = fields.time('created') ?? fields.time('date');
    const updated = fields.time('updated') ?? fields.time('lastmod');
    const values = present({
      title: cut('title', title),
      summary: cut('summary', fields.text('summary') ?? fields.text('description')),
      body: articleHtml(fields.text('body_md') ?? '', title, url),
      keywords: cut('keywords', [...new Set(keywords)].join(', ') || null),
      category: category?.id ?? null,
      product: cut('product', fields.line('product')),
      locale: fields.line('locale'),
      visibility: visibilityOf(fields, defaultVisibility),
      published_at: created ?? updated,
      url,
      source,
      created_at: created ?? updated,
      updated_at: updated ?? created,
    });
    const draft: Draft = { table: 'article', id: recordIdOf('article', source), values, place };
    return category ? [category, draft] : [draft];
  };
}

/** Categories are told apart by their names, whatever product they are used for. */
function categoryDraft(name: string | null, place: string): Draft | null {
  if (name === null) return null;
  const source = `category:${name.toLowerCase()}`;
  const values = { name: shorten(name, maxLengthOf('category', 'name')), source };
  return { table: 'category', id: recordIdOf('category', source), values, place, shared: true };
}

function visibilityOf(fields: Fields, otherwise: string): string {
  if (DRAFT_FLAGS.some((name) => fields.text(name) === 'true') || fields.text('published') === 'false') {
    return 'draft';
  }
  const visibility = fields.line('visibility') ?? otherwise;
  if (!ARTICLE_VISIBILITIES.includes(visibility)) {
    throw new ItemError(`visibility: must be one of ${ARTICLE_VISIBILITIES.join(', ')}, not "${visibility}"`);
  }
  return visibility;
}

function headingOf(markdown: string): string | null {
  return /^\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|$)/.exec(markdown)?.[1] ?? null;
}

function webAddress(text: string | null): string | null {
  if (text === null) return null;
  const protocol = URL.parse(text)?.protocol;
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new ItemError('url: must start with https:// or http://');
  return text;
}

function cut(column: string, text: string | null): string | null {
  return text === null ? null : shorten(text, maxLengthOf('article', column));
}

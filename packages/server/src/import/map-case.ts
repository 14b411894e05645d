import { htmlToText } from '@portico/adapter';
import { maxLengthOf } from './column-limits.ts';
import type { MapItem } from './draft.ts';
import { Fields, present, readable, shorten } from './read-fields.ts';
import { recordIdOf } from './record-id.ts';

/**
 * A support case. Fields: `id`, `title`, `description_html` or `description`, `product`, `category`, `tags`,
 * `status`, `customer`, `created`, `updated`, `url`. Cases come in as of a guest, because the source's
 * customers are no contacts here; what has no column of its own is kept in the internal note.
 */
export const mapCase: MapItem = (value, place) => {
  const fields = new Fields(value);
  const source = fields.required('id');
  const title = fields.required('title');
  const html = fields.text('description_html');
  const words = html === null ? fields.text('description') : htmlToText(html);
  const titleFits = title.length <= maxLengthOf('case', 'title');
  const description = [titleFits ? null : title, words].filter((part) => part).join('\n\n') || title;
  const product = fields.line('product');
  const values = present({
    title: shorten(title, maxLengthOf('case', 'title')),
    description: shorten(description, maxLengthOf('case', 'description')),
    product: product === null ? null : shorten(readable(product), maxLengthOf('case', 'product')),
    status: fields.line('status'),
    guest_name: fields.line('customer'),
    internal_note: shorten(noteOf(fields), maxLengthOf('case', 'internal_note')) || null,
    source,
    created_at: fields.time('created'),
    updated_at: fields.time('updated') ?? fields.time('created'),
  });
  return [{ table: 'case', id: recordIdOf('case', source), values, place }];
};

function noteOf(fields: Fields): string {
  const category = fields.line('category');
  const lines = [
    category && `Category: ${readable(category)}`,
    fields.list('tags').length > 0 && `Tags: ${fields.list('tags').join(', ')}`,
    fields.line('url') && `Imported from ${fields.line('url')}`,
  ];
  return lines.filter((line) => line).join('\n');
}

import { htmlToText } from '@portico/adapter';
import { maxLengthOf } from './column-limits.ts';
import { type Draft, ItemError, type MapItem } from './draft.ts';
import { noteText } from './note-text.ts';
import { Fields, present, readable, shorten } from './read-fields.ts';
import { recordIdOf } from './record-id.ts';

/**
 * A support case. Fields: `id`, `title`, `description_html` or `description`, `product`, `category`, `tags`,
 * `status`, `customer`, `created`, `updated`, `url`, `notes`. Cases come in as of a guest, because the source's
 * customers are no contacts here; what has no column of its own is kept in the internal note.
 *
 * Fields of a note: `id`, `text_html` or `text`, `visibility`, `is_staff`, `created`, `updated`. Who may see it is read out of
 * the text, as portals say it: see {@link noteText}.
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
  const id = recordIdOf('case', source);
  const notes = fields.objects('notes').map((note, index) => noteDraft(note, index, { source, id }, place));
  return [{ table: 'case', id, values, place }, ...notes];
};

function noteDraft(
  value: unknown,
  index: number,
  { source: of, id: caseId }: { readonly source: string; readonly id: string },
  place: string,
): Draft {
  try {
    const fields = new Fields(value);
    // Notes are numbered within their case by some help desks.
    const source = `${of}/${fields.required('id')}`;
    const html = fields.text('text_html');
    const words = html === null ? fields.text('text') : htmlToText(html).trim();
    if (!words) throw new ItemError('text: is missing');
    const { text, visibility } = noteText(words, fields.line('visibility'));
    return {
      table: 'case_note',
      id: recordIdOf('case_note', source),
      needs: caseId,
      place: `${place}, note ${index + 1}`,
      values: present({
        case: caseId,
        text: shorten(text, maxLengthOf('case_note', 'text')),
        visibility,
        from_staff: fields.flag('is_staff'),
        source,
        created_at: fields.time('created'),
        updated_at: fields.time('updated') ?? fields.time('created'),
      }),
    };
  } catch (error) {
    if (error instanceof ItemError) throw new ItemError(`notes[${index}].${error.message}`);
    throw error;
  }
}

function noteOf(fields: Fields): string {
  const category = fields.line('category');
  const lines = [
    category && `Category: ${readable(category)}`,
    fields.list('tags').length > 0 && `Tags: ${fields.list('tags').join(', ')}`,
    fields.line('url') && `Imported from ${fields.line('url')}`,
  ];
  return lines.filter((line) => line).join('\n');
}

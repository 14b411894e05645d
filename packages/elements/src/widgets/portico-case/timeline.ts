import { isLookupValue, type SessionInfo, type TableRecord } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { cellText } from '../../base/cell-text.ts';
import { formatDate } from '../../base/format.ts';
import { msg } from '../../base/messages.ts';

/** The case as it was told and every note since, in the order they happened. */
export function timeline(
  record: TableRecord,
  notes: readonly TableRecord[],
  visitor: SessionInfo,
  locale: string,
): TemplateResult {
  return html`
    <ol class="timeline" part="timeline">
      ${entry({
        kind: 'question',
        from: 'visitor',
        author: authorText(record.contact, false, visitor),
        at: cellText(record.created_at),
        text: cellText(record.description),
        locale,
      })}
      ${notes.map((note) =>
        entry({
          kind: cellText(note.kind) || 'note',
          from: note.from_staff === true ? 'staff' : 'visitor',
          author: authorText(note.author, note.from_staff === true, visitor),
          at: cellText(note.created_at),
          text: cellText(note.text),
          locale,
        }),
      )}
    </ol>
  `;
}

interface Entry {
  readonly kind: string;
  readonly from: 'staff' | 'visitor';
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly locale: string;
}

function entry({ kind, from, author, at, text, locale }: Entry): TemplateResult {
  return html`
    <li class="entry" data-kind=${kind} data-from=${from}>
      <p class="byline">
        <strong>${author}</strong>
        <span class="muted">${kindText(kind)}</span>
        ${at ? html`<time class="muted" datetime=${at}>${formatDate(at, locale, { time: true })}</time>` : nothing}
      </p>
      ${text ? html`<p class="words">${text}</p>` : nothing}
    </li>
  `;
}

function kindText(kind: string): string {
  switch (kind) {
    case 'question':
      return msg('asked');
    case 'closed':
      return msg('closed the case');
    case 'reopened':
      return msg('reopened the case');
    default:
      return msg('wrote');
  }
}

/** A colleague's name shows only to those who may read it. */
function authorText(
  author: TableRecord[string] | undefined,
  fromStaff: boolean,
  visitor: SessionInfo,
): string {
  if (isLookupValue(author)) {
    if (author.id === visitor.contact) return msg('You');
    if (author.label) return author.label;
  }
  return fromStaff ? msg('Support') : msg('A colleague');
}

import { maxLengthOf } from './column-limits.ts';
import { type Draft, ItemError, type MapItem } from './draft.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { Fields, present, readable, shorten } from './read-fields.ts';
import { recordIdOf } from './record-id.ts';

/** Which forum a thread goes into: one for each product, or one for each topic of a product. */
export type ForumBy = 'product' | 'topic';

/**
 * A thread, its forum and its replies. Fields: `id`, `title`, `body_html`, `created`, `updated`, `locale`,
 * `product`, `topic`, `tags`, `author`, `solution_id`, `is_spam`, `is_locked`, and `replies` with `id`,
 * `body_html`, `created`, `updated`, `author`, `is_spam`. What was flagged as spam comes in hidden, for
 * moderators to see. Votes are not taken over: each is one contact's, and those contacts are not here.
 */
export function mapThread(forumBy: ForumBy): MapItem {
  return (value, place) => {
    const fields = new Fields(value);
    const source = fields.required('id');
    const title = fields.required('title');
    const forum = forumDraft(fields, forumBy, place);
    const id = recordIdOf('thread', source);
    const replies = fields
      .objects('replies')
      .map((reply, index) => replyDraft(reply, index, source, id, place));
    const solution = fields.line('solution_id');
    const accepted = solution === null ? null : recordIdOf('post', replySource(source, solution));
    const thread: Draft = {
      table: 'thread',
      id,
      place,
      values: present({
        forum: forum.id,
        title: shorten(title, maxLengthOf('thread', 'title')),
        body: bodyOf('thread', fields, title.length > maxLengthOf('thread', 'title') ? title : null),
        author_name: authorOf('thread', fields),
        product: productOf(fields),
        tags: shorten(tagsOf(fields).join(', '), maxLengthOf('thread', 'tags')) || null,
        locale: fields.line('locale'),
        locked: fields.flag('is_locked'),
        visibility: fields.flag('is_spam') ? 'hidden' : 'public',
        source,
        created_at: fields.time('created'),
        updated_at: fields.time('updated') ?? fields.time('created'),
      }),
      ...(replies.some((reply) => reply.id === accepted) && { later: { accepted_post: accepted } }),
    };
    return [forum, thread, ...replies];
  };
}

function replyDraft(value: unknown, index: number, thread: string, threadId: string, place: string): Draft {
  try {
    const fields = new Fields(value);
    const source = replySource(thread, fields.required('id'));
    return {
      table: 'post',
      id: recordIdOf('post', source),
      needs: threadId,
      place: `${place}, reply ${index + 1}`,
      values: present({
        thread: threadId,
        body: bodyOf('post', fields, null),
        author_name: authorOf('post', fields),
        visibility: fields.flag('is_spam') ? 'hidden' : 'public',
        source,
        created_at: fields.time('created'),
        updated_at: fields.time('updated') ?? fields.time('created'),
      }),
    };
  } catch (error) {
    if (error instanceof ItemError) throw new ItemError(`replies[${index}].${error.message}`);
    throw error;
  }
}

/** Replies are numbered within their thread by some forums, so the thread's id is part of theirs. */
function replySource(thread: string, reply: string): string {
  return `${thread}/${reply}`;
}

function forumDraft(fields: Fields, forumBy: ForumBy, place: string): Draft {
  const product = productOf(fields);
  const topic = forumBy === 'topic' ? fields.line('topic') : null;
  const label = topic === null ? null : readable(topic);
  const name = [product, label].filter((part) => part !== null).join(': ') || 'General';
  const source = `forum:${name.toLowerCase()}`;
  const values = { name: shorten(name, maxLengthOf('forum', 'name')), source, visibility: 'public' };
  return { table: 'forum', id: recordIdOf('forum', source), values, place, shared: true };
}

function productOf(fields: Fields): string | null {
  const product = fields.line('product');
  return product === null ? null : shorten(readable(product), maxLengthOf('thread', 'product'));
}

function tagsOf(fields: Fields): readonly string[] {
  const topic = fields.line('topic');
  return [...new Set([...(topic === null ? [] : [topic]), ...fields.list('tags')])];
}

function authorOf(table: string, fields: Fields): string | null {
  const author = fields.line('author');
  return author === null ? null : shorten(author, maxLengthOf(table, 'author_name'));
}

/** A title too long for its column is kept whole above the text. A text of pictures only may be empty. */
function bodyOf(table: string, fields: Fields, title: string | null): string {
  const html = fields.text('body_html');
  const body = html === null ? fields.text('body') : htmlToMarkdown(html);
  const text = [title, body].filter((part) => part).join('\n\n') || '…';
  return shorten(text, maxLengthOf(table, 'body'));
}

import { assertSame } from './assert.ts';
import type { Harness } from './harness.ts';
import { PEOPLE, SUBJECTS } from './subjects.ts';
import { compareTables } from './write-contract.ts';

const { ann, bob } = SUBJECTS;

/** Named commands use every step: require, create or keep or replace, update by id and by filter, delete every. */
export async function runsActions(harness: Harness): Promise<void> {
  const { planner, random } = harness;
  const put = async (table: string, values: Readonly<Record<string, string>>) => {
    const id = random.id();
    assertSame(
      await harness.write(planner.importRecords(table, [{ id, values }], harness.context())),
      'done',
      `a ${table}`,
    );
    return id;
  };
  const act = (subject: typeof ann, table: string, id: string, action: string, input: unknown) =>
    harness.write(planner.action(subject, table, id, action, input, harness.context()));

  const forum = await put('forum', { name: 'Forum' });
  const thread = await put('thread', { forum, title: 'Thread', body: 'Question' });
  const other = await put('thread', { forum, title: 'Other', body: 'Question' });
  const answer = await put('post', { thread, body: 'Answer' });
  const article = await put('article', { title: 'Article' });
  const own = await put('case', { title: 'Own', description: 'Own', contact: PEOPLE.ann });
  const foreign = await put('case', { title: 'Foreign', description: 'Foreign', contact: PEOPLE.bob });

  const votes = async () => (await harness.get(ann, 'thread', thread))?.vote_count;
  for (const on of [true, true])
    assertSame(await act(ann, 'thread', thread, 'vote', { on }), 'done', 'a vote');
  assertSame(await votes(), 1, 'a vote given twice is one');
  await act(bob, 'thread', thread, 'vote', { on: true });
  assertSame(await votes(), 2, "another's vote is another");
  for (const on of [false, false]) await act(ann, 'thread', thread, 'vote', { on });
  assertSame(await votes(), 1, 'a vote taken back is gone, and only the own');
  await act(ann, 'thread', thread, 'subscribe', { on: true });

  assertSame(
    await act(ann, 'thread', other, 'accept-answer', { post: answer }),
    'invalid_reference',
    'the answer of another thread',
  );
  assertSame(await act(ann, 'thread', thread, 'accept-answer', { post: answer }), 'done', 'an answer');
  assertSame(await act(ann, 'post', answer, 'moderate', { visibility: 'hidden' }), 'done', 'hiding it');
  assertSame((await harness.get(ann, 'thread', thread))?.accepted_post, null, 'hidden, no answer');

  await act(ann, 'article', article, 'rate', { helpful: true, comment: 'Good' });
  await act(ann, 'article', article, 'rate', { helpful: false });
  const ratings = await harness.list(ann, 'feedback', {}, 'ratings');
  assertSame(
    ratings.map(({ helpful, comment }) => [helpful, comment]),
    [[false, null]],
    'the last rating of a contact counts',
  );

  assertSame(await act(ann, 'case', foreign, 'close', {}), 'not_found', "another's case");
  assertSame(await act(ann, 'case', own, 'reopen', {}), 'action_not_possible', 'an open case');
  assertSame(await act(ann, 'case', own, 'close', { resolution: 'Solved' }), 'done', 'closing');
  assertSame(await act(ann, 'case', own, 'close', {}), 'action_not_possible', 'closing again');
  assertSame(await act(ann, 'case', own, 'reopen', { reason: 'Not solved' }), 'done', 'reopening');
  const notes = await harness.list(
    ann,
    'case_note',
    { sort: [{ column: 'kind', direction: 'asc' }] },
    'notes',
  );
  assertSame(
    notes.map(({ kind, text }) => [kind, text]),
    [
      ['closed', 'Solved'],
      ['reopened', 'Not solved'],
    ],
    'the timeline tells what was done and nothing that was refused',
  );
  await compareTables(harness, 'actions');
}

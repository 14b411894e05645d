import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, PEOPLE, readable, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const TITLE = 'Which gloves below zero?';
let threadPath: string;

test('a question is asked', async () => {
  const { page, goto, signIn, complaints } = await stage.visitor();
  await goto('/community.html');
  await signIn(PEOPLE.customer);
  const forum = page.locator('portico-forum');
  await forum.getByRole('button', { name: 'Ask a question' }).click();
  await forum.locator('form').getByLabel('Forum').selectOption({ index: 1 });
  await forum.getByLabel('Your question in one line').fill(TITLE);
  await forum
    .getByLabel('Tell us more')
    .fill('My **thumbs** freeze.\n\n<img src=x onerror="document.title=\'hacked\'">');
  await forum.getByRole('button', { name: 'Post question' }).click();
  await page.waitForURL(/thread\.html\?id=/);
  await page.locator('portico-thread').getByRole('heading', { name: TITLE }).waitFor();
  assert.equal(await readable(page.locator('portico-thread .prose strong')), 'thumbs');
  assert.notEqual(await page.title(), 'hacked');
  threadPath = new URL(page.url()).pathname + new URL(page.url()).search;
  assert.deepEqual(complaints, []);
});

test('another one answers it and votes', async () => {
  const { page, goto, signIn } = await stage.visitor();
  await goto(threadPath);
  await signIn(PEOPLE.anotherCustomer);
  const thread = page.locator('portico-thread');
  await thread.getByLabel('Your reply').fill('Mittens. *Always* mittens.');
  await thread.getByRole('button', { name: 'Post reply' }).click();
  await thread.locator('.replies').getByText('mittens').first().waitFor();
  await thread
    .getByRole('button', { name: /0 Useful/ })
    .first()
    .click();
  await thread.getByRole('button', { name: /1 Useful/ }).waitFor();
  assert.equal(
    await thread.getByRole('button', { name: 'Accept as answer' }).count(),
    0,
    'only the one who asked accepts',
  );
});

test('the one who asked accepts the answer, and everyone sees it', async () => {
  const asker = await stage.visitor();
  await asker.goto(threadPath);
  await asker.signIn(PEOPLE.customer);
  await asker.page.getByRole('button', { name: 'Accept as answer' }).click();
  await asker.page.locator('portico-thread').getByText('Accepted answer').waitFor();
  await asker.page.getByRole('button', { name: 'Follow' }).click();
  await asker.page.getByRole('button', { name: 'Following' }).waitFor();

  const visitor = await stage.visitor();
  await visitor.goto('/community.html');
  const row = visitor.page.locator('portico-forum .row', { hasText: TITLE });
  await row.waitFor();
  assert.match(await readable(row), /Answered/);
  assert.match(await readable(row), /1 reply/);
});

test('a moderator hides a reply: visitors see neither it nor its trace, and it can be brought back', async () => {
  const moderator = await stage.visitor();
  await moderator.goto(threadPath);
  await moderator.signIn(PEOPLE.moderator);
  const reply = moderator.page.locator('portico-thread .replies .post').first();
  await reply.getByRole('button', { name: 'Hide' }).click();
  await reply.getByRole('button', { name: 'Show again' }).waitFor();

  const visitor = await stage.visitor();
  await visitor.goto(threadPath);
  const thread = visitor.page.locator('portico-thread');
  await thread.getByText('No replies yet').waitFor();
  assert.doesNotMatch(await readable(thread), /mittens|Accepted/i);
  const list = await visitor.context.newPage();
  await list.goto(`${stage.demo.site}/community.html`);
  const row = list.locator('portico-forum .row', { hasText: TITLE });
  await row.waitFor();
  assert.match(await readable(row), /0 replies/);

  await reply.getByRole('button', { name: 'Show again' }).click();
  await reply.getByRole('button', { name: 'Hide' }).waitFor();
  await visitor.goto(threadPath);
  await thread.getByText('mittens').first().waitFor();
});

test('a moderator locks the thread, and no more replies are taken', async () => {
  const moderator = await stage.visitor();
  await moderator.goto(threadPath);
  await moderator.signIn(PEOPLE.moderator);
  await moderator.page.getByRole('button', { name: 'Lock' }).click();
  await moderator.page.getByText('it takes no more replies').waitFor();
  const customer = await stage.visitor();
  await customer.goto(threadPath);
  await customer.signIn(PEOPLE.customer);
  await customer.page.getByText('it takes no more replies').waitFor();
  assert.equal(await customer.page.getByLabel('Your reply').count(), 0);
});

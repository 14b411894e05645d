import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { FakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { openStage, PEOPLE, type Stage } from '../stage.ts';

let stage: Stage;
let dataverse: FakeDataverse;
before(async () => {
  stage = await openStage();
  assert.ok(stage.dataverse);
  dataverse = stage.dataverse;
});
afterEach(() => dataverse.behave());
after(() => stage.close());

/** As good as for ever. */
const LASTING = { times: 100_000 };

/** Seconds that nobody waits for: the adapter answers at once, where it would try again for a while otherwise. */
const LONG = 60;

test('while Dataverse throttles or is down, nothing typed is lost, and the case is made once when it is back', async () => {
  const { page, goto, signIn } = await stage.visitor();
  await goto('/support.html');
  await signIn(PEOPLE.anotherCustomer);
  const form = page.locator('portico-case-form');
  const title = form.locator('[part=form]').getByLabel('What is it about?');
  const description = form.locator('[part=form]').getByLabel('What happens?');
  const send = form.getByRole('button', { name: 'Send to the workshop' });
  const apology = form.getByText('We cannot be reached at the moment. Please try again shortly.');
  const kept = async () => {
    assert.equal(await title.inputValue(), 'Sent into the storm');
    assert.equal(await description.inputValue(), 'Rain from the side.');
    assert.equal(await form.locator('[part=reference]').count(), 0);
  };
  await title.fill('Sent into the storm');
  await description.fill('Rain from the side.');

  dataverse.misbehave('throttle', { ...LASTING, seconds: LONG });
  await send.click();
  await apology.waitFor();
  await kept();

  dataverse.behave();
  dataverse.misbehave('unavailable', LASTING);
  const answered = page.waitForResponse((response) => /\/submissions$/.test(response.url()));
  await send.click();
  assert.equal((await answered).status(), 503);
  await apology.waitFor();
  await kept();

  // Back again, but for the reply to the write itself: the case is there, and nobody has heard of it.
  dataverse.behave();
  dataverse.misbehave('reply-lost', { path: '$batch', method: 'POST' });
  await send.click();
  await form.locator('[part=reference]').waitFor();
  const cases = (await stage.records('case')).filter((one) => one.title === 'Sent into the storm');
  assert.equal(cases.length, 1);
});

test('a list that cannot be read says so, and is there after one press when Dataverse is', async () => {
  const { page, goto, signIn } = await stage.visitor();
  await goto('/support.html');
  await signIn(PEOPLE.customer);
  const list = page.locator('portico-case-list');
  await list.getByText('Front brake lever comes closer').waitFor();
  dataverse.misbehave('throttle', { ...LASTING, path: 'incidents', seconds: LONG });
  await page.reload();
  await list.getByText('We cannot be reached at the moment. Please try again shortly.').waitFor();
  dataverse.behave();
  await list.getByRole('button', { name: 'Try again' }).click();
  await list.getByText('Front brake lever comes closer').waitFor();
});

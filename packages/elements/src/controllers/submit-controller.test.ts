import { expect } from '@open-wc/testing';
import { type PorticoClient, PorticoError } from '@portico/client';
import type { ProblemOccurredEvent } from '../base/events.ts';
import { FakeClient } from '../testing/fake-client.ts';
import { SubmitController, type SubmitHost } from './submit-controller.ts';

class FakeHost extends EventTarget implements SubmitHost {
  client: PorticoClient | undefined = new FakeClient();
  updates = 0;
  readonly updateComplete = Promise.resolve(true);

  requestUpdate(): void {
    this.updates += 1;
  }

  addController(): void {}
  removeController(): void {}
}

function controllerOf(...outcomes: (string | Error)[]) {
  const host = new FakeHost();
  const keys: string[] = [];
  const submission = new SubmitController<string, string>(host, async (_client, _values, key) => {
    keys.push(key);
    const outcome = outcomes.shift() ?? 'done';
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  return { host, keys, submission };
}

describe('SubmitController', () => {
  it('answers what came back and updates its host', async () => {
    const { host, submission } = controllerOf('receipt');
    const sending = submission.submit('x');
    expect(submission.sending).to.equal(true);
    expect(await sending).to.equal('receipt');
    expect([submission.status, submission.result, host.updates]).to.deep.equal(['sent', 'receipt', 2]);
  });

  it('sends nothing while it is sending, or without a client', async () => {
    const { host, keys, submission } = controllerOf();
    await Promise.all([submission.submit('x'), submission.submit('x'), submission.submit('x')]);
    expect(keys).to.have.length(1);
    host.client = undefined;
    expect(await submission.submit('x')).to.equal(null);
    expect(keys).to.have.length(1);
  });

  it('tells what failed, to its host and to the page', async () => {
    const { host, submission } = controllerOf(new PorticoError('rate_limited', '', { retryAfter: 3 }));
    const codes: string[] = [];
    host.addEventListener('portico-problem-occurred', (event) =>
      codes.push((event as ProblemOccurredEvent).code),
    );
    expect(await submission.submit('x')).to.equal(null);
    expect([submission.status, submission.error?.retryAfter, codes]).to.deep.equal([
      'failed',
      3,
      ['rate_limited'],
    ]);
  });

  it('takes a fault of its own for an internal error', async () => {
    const { submission } = controllerOf(new TypeError('undefined is not a function'));
    await submission.submit('x');
    expect(submission.error?.code).to.equal('internal_error');
  });

  it('keeps its key until something has arrived', async () => {
    const { keys, submission } = controllerOf(new PorticoError('timeout'), 'receipt');
    await submission.submit('x');
    await submission.submit('x');
    await submission.submit('another');
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[1]);
  });

  it('takes a new key when the first version has arrived after all', async () => {
    const { keys, submission } = controllerOf(
      new PorticoError('timeout'),
      new PorticoError('idempotency_key_reused'),
    );
    await submission.submit('x');
    await submission.submit('changed');
    await submission.submit('changed');
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[1]);
  });

  it('starts over', async () => {
    const { submission } = controllerOf('receipt');
    await submission.submit('x');
    submission.reset();
    expect([submission.status, submission.result, submission.error]).to.deep.equal(['idle', null, null]);
  });
});

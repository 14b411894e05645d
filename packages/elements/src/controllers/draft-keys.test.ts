import { expect } from '@open-wc/testing';
import { LitElement, nothing } from 'lit';
import { FakeClient } from '../testing/fake-client.ts';
import { unmountAll } from '../testing/fixtures.ts';
import { DraftController } from './draft-controller.ts';
import { FormController } from './form-controller.ts';

/** A form about one record at a time; what is sent waits until it is let go. */
class RecordFormElement extends LitElement {
  record = 'a';
  client = new FakeClient();
  sent: string[] = [];
  gates: { readonly text: string; readonly finish: () => void; readonly fail: () => void }[] = [];
  readonly draft = new DraftController<string>(this, () => `comment:${this.record}`);
  readonly form = new FormController<string>(this, {
    draft: () => `record:${this.record}`,
    send: (_client, values) =>
      new Promise((resolve, reject) => {
        const text = String(values.text);
        this.gates.push({ text, finish: () => resolve(text), fail: () => reject(new Error('no')) });
      }),
    sent: (text) => this.sent.push(text),
  });

  override render() {
    return nothing;
  }

  async turnTo(record: string): Promise<void> {
    this.record = record;
    this.requestUpdate();
    await this.updateComplete;
  }
}
customElements.define('record-form-probe', RecordFormElement);

async function open(): Promise<RecordFormElement> {
  const element = document.createElement('record-form-probe') as RecordFormElement;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** Sends the form's values through a real submit event. */
function submit(element: RecordFormElement): Promise<void> {
  const form = document.body.appendChild(document.createElement('form'));
  let done: Promise<void> = Promise.resolve();
  form.addEventListener('submit', (event) => {
    done = element.form.handleSubmit(event);
  });
  form.requestSubmit();
  return done;
}

describe('a form that goes from one record to the next', () => {
  afterEach(unmountAll);

  it('has for each record what was typed for it', async () => {
    const element = await open();
    element.form.set('text', 'for a');
    element.draft.save('comment on a');
    await element.turnTo('b');
    expect(element.form.values).to.deep.equal({});
    expect(element.draft.restore()).to.equal(null);
    await element.turnTo('a');
    expect(element.draft.restore(), 'kept although the pause was not over').to.equal('comment on a');
  });

  it('forgets the draft of the record that was sent, not of the one in sight', async () => {
    const element = await open();
    element.form.set('text', 'for a');
    const first = submit(element);
    await element.turnTo('b');
    element.draft.save('comment on b');
    element.form.set('text', 'for b');
    element.gates[0]?.finish();
    await first;
    expect(element.sent).to.deep.equal(['for a']);
    expect(element.form.values).to.deep.equal({ text: 'for b' });
    expect(element.draft.restore()).to.equal('comment on b');
  });

  it('sends for the second while the first is under way, each with its own outcome', async () => {
    const element = await open();
    element.form.set('text', 'for a');
    const first = submit(element);
    expect(element.form.submission.sending).to.equal(true);
    await element.turnTo('b');
    expect(element.form.submission.sending, 'nothing of b is under way').to.equal(false);
    element.form.set('text', 'for b');
    const second = submit(element);
    element.gates[0]?.fail();
    await first;
    expect(element.form.submission.error, 'the failure was the first one’s').to.equal(null);
    element.gates[1]?.finish();
    await second;
    expect(element.sent).to.deep.equal(['for b']);
  });

  it('takes no objection along', async () => {
    const element = await open();
    element.form.set('text', 'for a');
    const first = submit(element);
    element.gates[0]?.fail();
    await first;
    expect(element.form.submission.status).to.equal('failed');
    await element.turnTo('b');
    expect(element.form.submission.status).to.equal('idle');
    expect(element.form.issues.size).to.equal(0);
  });

  it('lets a value through that is set together with the next record', async () => {
    const element = await open();
    element.form.set('text', 'for a');
    element.record = 'b';
    element.form.set('text', 'known for b');
    await element.turnTo('b');
    expect(element.form.values).to.deep.equal({ text: 'known for b' });
  });
});

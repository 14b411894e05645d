import { PATHS, type WrittenRecord } from '@portico/protocol';
import { type Incident, insist } from './incident.ts';
import { BEN, openTickets } from './ticket-site.ts';

const KEY = { 'idempotency-key': 'order-1' };
const values = { title: 'Canary', pin: '4711', visibility: 'public' };

/**
 * What was kept for one answers another: of OpenFGA's vulnerabilities, CVE-2026-33729, CVE-2025-46331, CVE-2026-34972
 * and more were of this kind, by keys that did not hold all that decides.
 *
 * Ann makes a ticket under a key. Ben, who guesses the key, makes a ticket of his own, whatever it is; and Ann, when the
 * ticket was given to somebody else meanwhile, gets no more of it from a replay than from reading it.
 */
export const answerOfAnother: Incident = {
  name: 'the answer of another (OpenFGA CVE-2026-33729): a replay is its sender’s own, under present rights',
  async run(open) {
    const site = await openTickets(open, 'closed');
    try {
      const path = PATHS.records('ticket');
      const attempt = { method: 'POST', json: values, headers: KEY };
      const first = await site.send(path, { ...attempt, as: 'ann' });
      insist(first.status === 201, `Ann makes no ticket: ${first.status} ${first.text}`);
      const { id } = JSON.parse(first.text) as WrittenRecord;

      const guessed = await site.send(path, { ...attempt, as: 'ben' });
      insist(
        guessed.status === 201 && !guessed.text.includes(id),
        `Ben's request was answered with Ann's: ${guessed.status} ${guessed.text}`,
      );
      const replayed = await site.send(path, { ...attempt, as: 'ann' });
      insist(
        replayed.status === 200 && replayed.text === first.text,
        `Ann's own replay is not her first answer: ${replayed.status} ${replayed.text}`,
      );

      await site.put([['ticket', id, { ...values, owner: BEN }]]);
      const later = await site.send(path, { ...attempt, as: 'ann' });
      insist(later.status === 200, `Ann's replay was refused: ${later.status} ${later.text}`);
      insist(
        !later.text.includes('4711'),
        `A replay shows what its sender may no longer read: ${later.text}`,
      );
    } finally {
      await site.close();
    }
  },
};

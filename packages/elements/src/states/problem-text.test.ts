import { expect } from '@open-wc/testing';
import { PROBLEMS } from '@portico/protocol';
import { problemText } from './problem-text.ts';

describe('problemText', () => {
  it('has something to say to a person about every problem, without codes', () => {
    for (const code of [
      ...Object.keys(PROBLEMS),
      'offline',
      'timeout',
      'unreachable',
    ] as (keyof typeof PROBLEMS)[]) {
      const text = problemText({ code, retryAfter: null });
      expect(text).to.match(/^[A-Z].*\.$/);
      expect(text).not.to.contain('_');
    }
  });

  it('says how long to wait, in whole seconds', () => {
    expect(problemText({ code: 'rate_limited', retryAfter: 4.2 })).to.contain('in 5 seconds');
  });
});

import { expect } from '@open-wc/testing';
import { campaignOf } from './campaign.ts';

describe('campaignOf', () => {
  it('reads the parameters of the link that led here, and the site it stood on', () => {
    const campaign = campaignOf({
      href: 'https://bikes.example/contact?utm_source=letter&utm_medium=email&utm_campaign=spring&x=1#form',
      referrer: 'https://mail.example/inbox?private=1',
    });
    expect(campaign).to.deep.equal({
      source: 'letter',
      medium: 'email',
      name: 'spring',
      landingPage: 'https://bikes.example/contact',
      referrer: 'https://mail.example/inbox',
    });
  });

  it('still knows the campaign one page further on', () => {
    const campaign = campaignOf({
      href: 'https://bikes.example/contact',
      referrer: 'https://bikes.example/?utm_source=letter',
    });
    expect(campaign).to.deep.equal({ source: 'letter', landingPage: 'https://bikes.example/' });
  });

  it('does not take another site’s campaign for ours', () => {
    const campaign = campaignOf({
      href: 'https://bikes.example/contact',
      referrer: 'https://other.example/?utm_source=theirs',
    });
    expect(campaign).to.not.have.property('source');
  });

  it('cuts what is too long to keep and takes a broken referrer for none', () => {
    const campaign = campaignOf({
      href: `https://bikes.example/?utm_term=${'x'.repeat(500)}`,
      referrer: 'about:nonsense nowhere',
    });
    expect(campaign.term).to.have.length(200);
    expect(campaign).to.not.have.property('referrer');
  });
});

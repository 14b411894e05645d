import type { PorticoConfig } from 'portico';

/** What this company keeps beside the standard columns. */
export const columns: NonNullable<PorticoConfig['columns']> = {
  case: {
    frame_number: { type: 'text', label: 'Frame number', maxLength: 12, classification: 'personal' },
    channel: {
      type: 'choice',
      label: 'Desk',
      classification: 'internal',
      choices: [
        { value: 'support', label: 'Rider support' },
        { value: 'dealer', label: 'Dealer desk' },
        { value: 'helpdesk', label: 'Helpdesk' },
      ],
      default: 'support',
    },
  },
  lead: {
    interest: {
      type: 'choice',
      label: 'Interest',
      classification: 'internal',
      choices: [
        { value: 'family', label: 'A bike for the family' },
        { value: 'business', label: 'Bikes for a business' },
        { value: 'dealer', label: 'Becoming a dealer' },
        { value: 'other', label: 'Something else' },
      ],
    },
  },
};

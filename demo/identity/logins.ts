/** One invented person who may sign in, with what the provider says of them. */
export interface Login {
  /** The token's `sub`. */
  readonly subject: string;
  readonly name: string;
  /** The same address as the contact record's, which is how the adapter finds the contact. */
  readonly email: string;
  readonly roles: readonly string[];
  /** Shown on the sign-in page. */
  readonly role: string;
  readonly about: string;
}

/** Every login of the demo. There are no passwords: the page offers each of them at a click. */
export const LOGINS: readonly Login[] = [
  {
    subject: 'mira',
    name: 'Mira Lindqvist',
    email: 'mira.lindqvist@example.com',
    roles: ['customer'],
    role: 'Customer',
    about: 'Rides a Punt with two children. Two cases open.',
  },
  {
    subject: 'tomas',
    name: 'Tomas Verhey',
    email: 'tomas.verhey@example.com',
    roles: ['customer'],
    role: 'Another customer',
    about: 'Another household. Must never see Mira’s cases.',
  },
  {
    subject: 'ines',
    name: 'Ines Calder',
    email: 'ines.calder@kettlelane.example.com',
    roles: ['partner'],
    role: 'Partner',
    about: 'Runs the dealer Kettle Lane Cycles.',
  },
  {
    subject: 'joss',
    name: 'Joss Parry',
    email: 'joss.parry@kettlelane.example.com',
    roles: ['partner'],
    role: 'Partner, same dealer',
    about: 'Mechanic at Kettle Lane. Sees the shop’s cases.',
  },
  {
    subject: 'sanne',
    name: 'Sanne Holtrop',
    email: 'sanne.holtrop@northquay.example.com',
    roles: ['partner'],
    role: 'Partner, other dealer',
    about: 'Northquay Bikes, across the water.',
  },
  {
    subject: 'bela',
    name: 'Bela Winterfeld',
    email: 'bela.winterfeld@wherrywright.example.com',
    roles: ['employee'],
    role: 'Employee',
    about: 'Paint shop. Asks the helpdesk for things.',
  },
  {
    subject: 'ravi',
    name: 'Ravi Stonehouse',
    email: 'ravi.stonehouse@wherrywright.example.com',
    roles: ['employee', 'technician'],
    role: 'Technician',
    about: 'On the road with a van full of parts.',
  },
  {
    subject: 'noor',
    name: 'Noor Haverkamp',
    email: 'noor.haverkamp@wherrywright.example.com',
    roles: ['employee', 'moderator'],
    role: 'Moderator',
    about: 'Keeps the community friendly.',
  },
];

export function findLogin(subject: string): Login | undefined {
  return LOGINS.find((login) => login.subject === subject);
}

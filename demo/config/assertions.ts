import type { PorticoConfig } from 'portico';
import { EVERYONE } from './everyone.ts';

/** Nobody changes the records of these tables from the website. */
const READ_ONLY = { create: true, write: true, delete: true } as const;

/** What must stay true of the permissions, whoever edits them. */
export const assertions: NonNullable<PorticoConfig['assertions']> = [
  // Knowledge: drafts and notes beside an article stay with those who write them.
  {
    webRoles: EVERYONE,
    table: 'article',
    may: { read: ['body'] },
    mayNot: { read: ['internal_note'], ...READ_ONLY },
  },
  {
    webRoles: ['customer', 'partner'],
    table: 'article',
    may: { read: ['body'], actions: ['rate'] },
    mayNot: { read: ['internal_note', 'visibility'], ...READ_ONLY },
  },
  { webRoles: ['employee'], table: 'article', may: { read: ['internal_note'] }, mayNot: READ_ONLY },
  { webRoles: EVERYONE, table: 'category', may: { read: ['name'] }, mayNot: READ_ONLY },
  { webRoles: EVERYONE, table: 'snippet', may: { read: ['html'] }, mayNot: READ_ONLY },
  { webRoles: ['authenticated'], table: 'feedback', may: { read: ['helpful'] }, mayNot: READ_ONLY },
  { webRoles: ['authenticated'], table: 'feedback', records: 'of-others', mayNot: { read: true } },

  // Cases: one's own; at a dealer's, those of the shop. Guests write and never read.
  { webRoles: ['anonymous'], table: 'case', may: { create: ['guest_email'] }, mayNot: { read: true } },
  {
    webRoles: ['authenticated', 'partner', 'employee'],
    table: 'case',
    may: { read: ['resolution'], create: ['title'], actions: ['close'] },
    mayNot: { read: ['internal_note', 'guest_email'], create: ['channel'], write: true, delete: true },
  },
  { webRoles: ['authenticated', 'employee'], table: 'case', records: 'of-others', mayNot: { read: true } },
  {
    webRoles: ['partner'],
    table: 'case',
    records: 'of-other-accounts',
    mayNot: { read: true, append_to: true },
  },
  {
    webRoles: ['authenticated', 'partner'],
    table: 'case_note',
    may: { read: ['text'], create: ['text'] },
    mayNot: { read: ['visibility'], create: ['visibility', 'author'], write: true },
  },
  { webRoles: ['authenticated'], table: 'case_note', records: 'of-others', mayNot: { read: true } },
  { webRoles: ['partner'], table: 'case_note', records: 'of-other-accounts', mayNot: { read: true } },
  {
    webRoles: ['technician'],
    table: 'work_order',
    may: { read: ['address'], write: ['report'] },
    mayNot: { write: ['technician', 'address'], create: true, delete: true },
  },
  {
    webRoles: ['technician'],
    table: 'work_order',
    records: 'of-others',
    mayNot: { read: true, write: true },
  },

  // Community: all may read the public forum, dealers their own one, and only staff the internal one.
  { webRoles: EVERYONE, table: 'forum', may: { read: ['name'] }, mayNot: READ_ONLY },
  { webRoles: ['partner', 'employee'], table: 'forum', may: { append_to: true }, mayNot: READ_ONLY },
  {
    webRoles: ['anonymous'],
    table: 'thread',
    may: { read: ['body_html'] },
    mayNot: { read: ['visibility'], create: true, actions: ['vote', 'moderate'] },
  },
  {
    webRoles: ['authenticated', 'partner', 'employee'],
    table: 'thread',
    may: { read: ['body_html'], create: ['body'], actions: ['vote'] },
    mayNot: { read: ['visibility'], write: true, delete: true, actions: ['moderate'] },
  },
  {
    webRoles: ['anonymous'],
    table: 'post',
    may: { read: ['body_html'] },
    mayNot: { read: ['visibility'], create: true, actions: ['vote', 'moderate'] },
  },
  {
    webRoles: ['authenticated', 'partner', 'employee'],
    table: 'post',
    may: { read: ['body_html'], create: ['body'], actions: ['vote'] },
    mayNot: { read: ['visibility'], write: true, delete: true, actions: ['moderate'] },
  },
  {
    webRoles: ['moderator'],
    table: 'thread',
    may: { read: ['visibility'], actions: ['moderate'] },
    mayNot: { write: true, delete: true },
  },
  {
    webRoles: ['moderator'],
    table: 'post',
    may: { read: ['visibility'], actions: ['moderate'] },
    mayNot: { write: true, delete: true },
  },
  {
    webRoles: [...EVERYONE, 'partner', 'employee'],
    table: 'vote',
    may: { read: ['thread'] },
    mayNot: READ_ONLY,
  },
  // Who voted is nobody else's business.
  {
    webRoles: [...EVERYONE, 'partner', 'employee'],
    table: 'vote',
    records: 'of-others',
    mayNot: { read: ['contact'] },
  },
  { webRoles: ['authenticated'], table: 'subscription', may: { read: ['thread'] }, mayNot: READ_ONLY },
  { webRoles: ['authenticated'], table: 'subscription', records: 'of-others', mayNot: { read: true } },

  // People: oneself, and at a dealer's the names of colleagues.
  {
    webRoles: ['authenticated', 'partner'],
    table: 'contact',
    may: { read: ['email'], write: ['phone'] },
    mayNot: { write: ['account', 'email', 'name'], delete: true },
  },
  { webRoles: ['authenticated'], table: 'contact', records: 'of-others', mayNot: { read: true } },
  { webRoles: ['partner'], table: 'contact', records: 'of-others', mayNot: { read: ['email', 'phone'] } },
  { webRoles: ['partner'], table: 'account', may: { read: ['name'] }, mayNot: READ_ONLY },
  { webRoles: ['partner'], table: 'account', records: 'of-other-accounts', mayNot: { read: true } },
  {
    webRoles: ['technician'],
    table: 'account',
    may: { read: ['phone'] },
    mayNot: { read: ['email'], ...READ_ONLY },
  },
  { webRoles: EVERYONE, table: 'lead', may: { create: ['email'] }, mayNot: { read: true, write: true } },
];

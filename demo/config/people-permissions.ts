import type { TablePermission } from 'portico';
import { EVERYONE } from './everyone.ts';

/** Who sees which people and companies, and who becomes a lead. */
export const peoplePermissions: readonly TablePermission[] = [
  {
    id: 'contact-self',
    table: 'contact',
    webRoles: ['authenticated'],
    access: 'self',
    privileges: ['read', 'write'],
    columns: {
      read: [
        'name',
        'display_name',
        'email',
        'phone',
        'job_title',
        'account',
        'locale',
        'created_at',
        'updated_at',
      ],
      write: ['display_name', 'phone', 'locale'],
    },
  },
  {
    id: 'contact-colleagues',
    table: 'contact',
    webRoles: ['partner'],
    access: 'account',
    via: 'account',
    privileges: ['read'],
    columns: { read: ['name', 'display_name', 'job_title', 'account'] },
    reason: 'A dealer sees which colleague filed a case.',
  },
  {
    id: 'account-own',
    table: 'account',
    webRoles: ['partner'],
    access: 'account',
    privileges: ['read'],
    columns: { read: ['name', 'number', 'email', 'phone', 'website', 'city', 'country'] },
  },
  {
    id: 'account-visits',
    table: 'account',
    webRoles: ['technician'],
    access: 'global',
    privileges: ['read'],
    columns: { read: ['name', 'number', 'city', 'phone'] },
    reason: 'Technicians call the dealers they drive to.',
  },
  {
    id: 'lead-create',
    table: 'lead',
    webRoles: EVERYONE,
    access: 'global',
    privileges: ['create'],
    columns: { create: ['first_name', 'last_name', 'email', 'phone', 'company', 'interest', 'message'] },
    reason: 'The contact page is for people we do not know yet. Leads are never read from the website.',
  },
];

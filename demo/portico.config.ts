import { defineConfig } from 'portico';
import { assertions } from './config/assertions.ts';
import { casePermissions } from './config/case-permissions.ts';
import { columns } from './config/columns.ts';
import { communityPermissions } from './config/community-permissions.ts';
import { forms } from './config/forms.ts';
import { knowledgePermissions } from './config/knowledge-permissions.ts';
import { peoplePermissions } from './config/people-permissions.ts';
import { originAt, readPorts } from './config/ports.ts';

const ports = readPorts(process.env);
const issuer = originAt(ports.identity);

/** The portal of Wherrywright, an invented maker of cargo bikes. Nothing here that any user could not write. */
export default defineConfig({
  site: {
    name: 'Wherrywright',
    locales: ['en', 'de'],
    origins: [originAt(ports.site)],
  },
  identity: {
    signIn: { issuer, clientId: 'wherrywright-site', scope: 'openid profile email' },
    issuers: [
      {
        issuer,
        audience: ['portico-demo'],
        algorithms: ['RS256'],
        tokenType: 'at+jwt',
        claims: {
          displayName: 'name',
          roles: {
            claim: 'roles',
            webRoles: {
              customer: 'customer',
              partner: 'partner',
              employee: 'employee',
              technician: 'technician',
              moderator: 'moderator',
            },
          },
        },
        // The provider is the company's own and verifies addresses before it says so.
        linkByVerifiedEmail: true,
        registration: 'closed',
      },
    ],
  },
  webRoles: ['customer', 'partner', 'employee', 'technician', 'moderator'],
  columns,
  tablePermissions: [
    ...knowledgePermissions,
    ...casePermissions,
    ...communityPermissions,
    ...peoplePermissions,
  ],
  forms,
  assertions,
  acknowledge: [
    {
      rule: 'L26',
      reason: 'The demo listens on one machine, where nobody but its user sends requests.',
      until: '2027-10-31',
    },
  ],
});

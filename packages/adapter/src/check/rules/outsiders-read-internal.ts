import { isWide } from '../access/reach.ts';
import { columnsIn } from '../context.ts';
import { describeRecords } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

const STRANGERS = {
  webRole: 'anonymous',
  who: 'Anyone on the internet',
  fix: 'Take "anonymous" out of webRoles, or these columns out of columns.read.',
};

const NEWCOMERS = {
  webRole: 'authenticated',
  who: 'Registration is open, so anyone who makes an account',
  fix: 'Give the permission to a web role that somebody must assign, or set registration to "closed".',
};

export const outsidersReadInternal: Rule = {
  id: 'L07',
  level: 'warning',
  title: 'Strangers, or everyone who registers, read internal columns of everybody’s records',
  why: 'AppOmni 2024: with open registration, "authenticated" is anyone with an e-mail address.',
  waivable: true,
  find: ({ permissions, config }) => {
    const open = config.identity?.issuers.some(({ registration }) => registration === 'open');
    return permissions.flatMap((placed) => {
      const columns = columnsIn(placed, 'read', (column) => column.classification === 'internal');
      if (columns.length === 0) return [];
      // Strangers first: what they read needs no account, so nothing more is to be said of newcomers.
      const findings = (open ? [STRANGERS, NEWCOMERS] : [STRANGERS]).flatMap(({ webRole, who, fix }) => {
        const holding = placed.holdings.find((held) => held.webRole === webRole);
        if (!holding || !isWide(holding.reach)) return [];
        return {
          path: `${placed.path}.columns.read`,
          permission: placed.permission.id,
          table: placed.table.name,
          columns,
          webRoles: [webRole],
          sentence: `${who} can read {columns} of ${describeRecords(placed.table, holding.filter)}.`,
          fix,
        };
      });
      return findings.slice(0, 1);
    });
  },
};

import type { Rule } from '../rule.ts';
import { anonymousPublishes } from './anonymous-publishes.ts';
import { anonymousReadsPersonal } from './anonymous-reads-personal.ts';
import { appendWithoutTarget } from './append-without-target.ts';
import { assertions } from './assertions.ts';
import { classifiedTooLow } from './classified-too-low.ts';
import { dataverseUser } from './dataverse-user.ts';
import { globalThroughParent } from './global-through-parent.ts';
import { hiddenWordsIndexed } from './hidden-words-indexed.ts';
import { looseIssuer } from './loose-issuer.ts';
import { noColumns } from './no-columns.ts';
import { noEffect } from './no-effect.ts';
import { outsidersReadInternal } from './outsiders-read-internal.ts';
import { ownTablesOfTheAdapter } from './own-tables-of-the-adapter.ts';
import { partlySearchable } from './partly-searchable.ts';
import { personalToEverybody } from './personal-to-everybody.ts';
import { personalWithoutPurpose } from './personal-without-purpose.ts';
import { plainOrigin } from './plain-origin.ts';
import { scopeColumnSettable } from './scope-column-settable.ts';
import { secretColumnUsed } from './secret-column-used.ts';
import { secretInConfiguration } from './secret-in-configuration.ts';
import { selfAssertedAccount } from './self-asserted-account.ts';
import { selfAssertedClaim } from './self-asserted-claim.ts';
import { storeGuards } from './store-guards.ts';
import { storedCounter } from './stored-counter.ts';
import { uncheckedFiles } from './unchecked-files.ts';
import { uniquePersonal } from './unique-personal.ts';
import { unlimitedRequests } from './unlimited-requests.ts';
import { visitorsDelete } from './visitors-delete.ts';
import { weakParent } from './weak-parent.ts';
import { wideChange } from './wide-change.ts';

/** The thirty rules, L01 to L30. */
export const RULES: readonly Rule[] = [
  anonymousReadsPersonal,
  noColumns,
  classifiedTooLow,
  secretColumnUsed,
  wideChange,
  anonymousPublishes,
  outsidersReadInternal,
  selfAssertedAccount,
  scopeColumnSettable,
  selfAssertedClaim,
  weakParent,
  globalThroughParent,
  appendWithoutTarget,
  partlySearchable,
  hiddenWordsIndexed,
  looseIssuer,
  plainOrigin,
  secretInConfiguration,
  storedCounter,
  uniquePersonal,
  personalToEverybody,
  ownTablesOfTheAdapter,
  visitorsDelete,
  uncheckedFiles,
  personalWithoutPurpose,
  unlimitedRequests,
  noEffect,
  dataverseUser,
  storeGuards,
  assertions,
];

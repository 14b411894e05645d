import { account } from './account.ts';
import { supportCase } from './case.ts';
import { contact } from './contact.ts';
import type { Mappings } from './table-mapping.ts';

/** The standard tables that have a counterpart in Dataverse, by our name. */
export const standardMappings = { account, contact, case: supportCase } satisfies Mappings;

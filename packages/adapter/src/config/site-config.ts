import type { FormConsent, FormField, RecordValues, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../permissions/table-permission.ts';
import type { Assertion } from './assertion.ts';
import type { Waiver } from './waiver.ts';

/** An identity provider whose access tokens the adapter accepts. Everything is checked; nothing is defaulted away. */
export interface IssuerConfig {
  /** Compared exactly with the token's `iss`. https, or http on localhost. */
  readonly issuer: string;
  /** One of these must be in the token's `aud`. */
  readonly audience: readonly string[];
  /** Asymmetric algorithms only, such as `RS256` and `ES256`. */
  readonly algorithms: readonly string[];
  /** Where the issuer's keys are; absent: found by its discovery document. */
  readonly jwksUri?: string;
  /** Seconds a clock may be off; default 5, at most 60. */
  readonly clockTolerance?: number;
  /**
   * Required value of the header's `typ`. Set it to `at+jwt` where the issuer follows RFC 9068: then its ID tokens and
   * others cannot be taken for access tokens. Absent: `at+jwt`, `JWT` or none.
   */
  readonly tokenType?: string;
  /**
   * Claims of which an access token has at least one, asked for where its `typ` is `JWT` or missing, so that it
   * is told from an ID token; default `scope`, `scp` and `client_id`.
   */
  readonly accessClaims?: readonly string[];
  /** Clients whose tokens are accepted, by `azp`, `client_id`, `cid` or `appid`; absent: any. */
  readonly clientIds?: readonly string[];
  /** Seconds that may lie between a token's `iat` and its `exp`; default 86,400, at most 31 days. */
  readonly maxTokenAge?: number;
  readonly claims: {
    /** Claim that holds the person's name; default `name`. */
    readonly displayName?: string;
    /** Claim that holds a list of role names, and the web role each one means. Unlisted names mean nothing. */
    readonly roles?: { readonly claim: string; readonly webRoles: Readonly<Record<string, string>> };
  };
  /** A contact with the token's e-mail is taken for the subject's if `email_verified` is true; default false. */
  readonly linkByVerifiedEmail?: boolean;
  /** `open` makes a contact at the first sign-in of an unknown subject; default `closed`. */
  readonly registration?: 'open' | 'closed';
}

export interface IdentityConfig {
  /** The provider that `portico-sign-in` uses; one of the issuers. Absent where pages hand over tokens of their own sign-in. */
  readonly signIn?: { readonly issuer: string; readonly clientId: string; readonly scope: string };
  readonly issuers: readonly IssuerConfig[];
}

/** A field of a form: a column of its table, with what differs from the column's own label and limits. */
export interface FormFieldConfig extends Partial<Omit<FormField, 'name' | 'choices'>> {
  readonly column: string;
}

/** A form makes one record, under the create permission of whoever sends it. */
export interface FormConfig {
  readonly name: string;
  readonly table: string;
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly FormFieldConfig[];
  readonly consents?: readonly FormConsent[];
  /** Values every record of this form gets; set by the operator, so no column permission is asked. */
  readonly fixed?: RecordValues;
  readonly submitLabel: string;
  readonly success: { readonly title: string; readonly message: string; readonly redirect?: string };
  /** The column shown to the sender as reference, such as `number`. */
  readonly reference?: string;
  /** Column each campaign value is kept in: `{ source: 'campaign_source', … }`. */
  readonly campaign?: Readonly<Record<string, string>>;
  readonly deflect?: { readonly field: string; readonly tables: readonly string[] };
}

/** What the adapter needs to know of a site. `portico.config.ts` holds one, with a store beside it. */
export interface SiteConfig {
  readonly site: {
    readonly name: string;
    /** BCP 47 tags; the first is the default. */
    readonly locales: readonly string[];
    /** Origins whose pages may call the adapter, compared exactly. No wildcard, no pattern, no `null`. */
    readonly origins: readonly string[];
  };
  readonly identity?: IdentityConfig;
  /** Web roles beside the built-in `anonymous` and `authenticated`. */
  readonly webRoles: readonly string[];
  /** Tables beside the standard ones. */
  readonly tables?: readonly TableSchema[];
  /** Columns added to standard tables, by table. */
  readonly columns?: Readonly<Record<string, TableSchema['columns']>>;
  readonly tablePermissions: readonly TablePermission[];
  readonly forms?: readonly FormConfig[];
  /** What must stay true of the table permissions; `portico check` verifies it, and so does every start. */
  readonly assertions?: readonly Assertion[];
  /** Findings of `portico check` that are known and meant, each with a reason and a last day. */
  readonly acknowledge?: readonly Waiver[];
}

import type { TokenService } from './access/token-service.ts';
import type { Misbehaviours } from './behaviour/misbehaviour.ts';
import type { ServiceProtection } from './behaviour/service-protection.ts';
import type { World } from './world/world.ts';

/** What one fake environment is made of. */
export interface Environment {
  readonly world: World;
  readonly tokens: TokenService;
  readonly misbehaviours: Misbehaviours;
  readonly protection: ServiceProtection;
  readonly reset: (options?: { readonly tables?: boolean }) => void;
  /** Called for every request to the Web API. */
  readonly seen: (method: string, url: string) => void;
}

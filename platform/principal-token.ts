import { createHmac } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { ServiceError } from '../kernel/errors.ts';
import { isOwner, tiers } from '../kernel/principal.ts';
import type { Principal } from '../kernel/principal.ts';
import { scopes } from '../kernel/scopes.ts';
import type { SubgraphName } from '../kernel/subgraph-protocol.ts';

/** HTTP header that carries the token, bare, from the gateway to a subgraph. */
export const principalTokenHeader = 'x-infergraph-principal';

/** Longest life of a token, in seconds. A verifier refuses a longer one, whoever signed it. */
export const maxPrincipalTokenLifeSeconds = 60;

const issuer = 'infergraph-gateway';

const principalSchema = z.object({
  keyId: z.string().min(1).max(64),
  keyName: z.string().max(200),
  owner: z.string().refine(isOwner),
  tier: z.enum(tiers),
  scopes: z.array(z.enum(scopes)),
  expiresAtMs: z.number().nullable(),
});

export interface PrincipalTokenOptions {
  /** The secret that gateway and subgraphs share. */
  readonly secret: string;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** Tells a subgraph in another process who makes the request. */
export interface PrincipalSigner {
  /** A token for one subgraph: JWT, HS256, valid for {@link maxPrincipalTokenLifeSeconds}. */
  sign(principal: Principal, audience: SubgraphName): Promise<string>;
}

export interface PrincipalVerifier {
  /** The principal in a token made for this subgraph. Rejects with ServiceError UNAUTHENTICATED for any other text. */
  verify(token: string): Promise<Principal>;
}

export function makePrincipalSigner(options: PrincipalTokenOptions): PrincipalSigner {
  const key = deriveKey(options.secret);
  const now = options.now ?? Date.now;
  return {
    sign: (principal, audience) => {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ principal })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + maxPrincipalTokenLifeSeconds)
        .sign(key);
    },
  };
}

export function makePrincipalVerifier(
  audience: SubgraphName,
  options: PrincipalTokenOptions & {
    /** Seconds that the clocks of the two hosts may differ; 5 by default. */
    readonly clockToleranceSeconds?: number;
  },
): PrincipalVerifier {
  const key = deriveKey(options.secret);
  const now = options.now ?? Date.now;
  return {
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience,
          requiredClaims: ['iat', 'exp'],
          clockTolerance: options.clockToleranceSeconds ?? 5,
          currentDate: new Date(now()),
        });
        const lifeSeconds = (payload.exp ?? Infinity) - (payload.iat ?? 0);
        if (lifeSeconds > maxPrincipalTokenLifeSeconds) throw new errors.JWTClaimValidationFailed('too long', payload);
        return principalSchema.parse(payload['principal']);
      } catch (error) {
        throw new ServiceError('UNAUTHENTICATED', {
          message: 'This subgraph answers only to its gateway: the principal token is missing, wrong or expired.',
          cause: error,
        });
      }
    },
  };
}

/** A key for this use alone, so that nothing else signed with the shared secret can pass for a principal. */
function deriveKey(secret: string): Uint8Array {
  return createHmac('sha256', secret).update('infergraph principal token v1').digest();
}

import type { Instant } from '../plain/instant.ts';
import type { Reason } from '../plain/jiceng-error.ts';
import type { Actor, DivisionCode } from '../plain/refs.ts';

/** May this actor do this, to this stream, for this purpose, now? */
export interface AccessQuestion {
  readonly tenant: string;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: { readonly stream: string; readonly jurisdiction?: DivisionCode | undefined };
  readonly purpose: string;
  readonly at: Instant;
}

/** The host's one answer to who may do what: per question the reasons against it; none means yes. */
export interface AccessPolicy {
  readonly judge: (questions: readonly AccessQuestion[]) => Promise<readonly (readonly Reason[])[]>;
}

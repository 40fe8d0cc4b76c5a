import type { LawBase } from '../../law/index.ts'
import type { Permission } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** In which of its states an application for permission is, in words. */
export function standingOf(
  { decision, revoked }: Permission,
  now: Temporal.Instant,
): keyof Reader['t']['gate']['states'] {
  if (revoked) return 'revoked'
  if (!decision) return 'open'
  if (decision.outcome === 'refused') return 'refused'
  return decision.until !== undefined && Temporal.Instant.compare(now, Temporal.Instant.from(decision.until)) >= 0
    ? 'over'
    : 'granted'
}

/** Applications for permission, one card each. */
export function Permissions({
  permissions,
  law,
  now,
  reader,
}: {
  permissions: readonly Permission[]
  law: LawBase
  now: Temporal.Instant
  reader: Reader
}) {
  const { gate: t } = reader.t
  return (
    <ul class="plain flow">
      {permissions.map((one) => (
        <li class="card flow flow-tight">
          <div class="between">
            <p>
              <a href={urls.permission(one.id)}>{reader.law(titleOf(law, one.gate))}</a>
            </p>
            <p>
              <strong>{t.states[standingOf(one, now)]}</strong>
            </p>
          </div>
          <Facts permission={one} reader={reader} />
        </li>
      ))}
    </ul>
  )
}

export const titleOf = (law: LawBase, rule: string): string => law.rules.get(rule)?.title ?? rule

/** What leave is asked for, and what came of it. */
export function Facts({ permission, reader }: { permission: Permission; reader: Reader }) {
  const { gate: t } = reader.t
  const { side, otherName, recipient, items, applied, decision, revoked, requestTitle } = permission
  return (
    <dl class="pairs">
      <dt>{side === 'applicant' ? t.authority : t.applicant}</dt>
      <dd>{otherName}</dd>
      <dt>{t.purpose}</dt>
      <dd>{requestTitle}</dd>
      <dt>{t.recipient}</dt>
      <dd>
        {recipient.name}, {reader.country(recipient.state)}
      </dd>
      <dt>{t.pieces}</dt>
      <dd>
        <ul class="plain">
          {items.map(({ name, sha256 }) => (
            <li>
              {name} <code class="small hash">{sha256}</code>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t.applied}</dt>
      <dd>
        {reader.instant(applied.at)}, {applied.name}
      </dd>
      {decision && (
        <>
          <dt>{t.states[decision.outcome]}</dt>
          <dd>
            {reader.instant(decision.at)}, {decision.name}
            {reader.colon}
            {decision.reason}
          </dd>
        </>
      )}
      {decision?.until && (
        <>
          <dt>{t.until}</dt>
          <dd>{reader.instant(decision.until)}</dd>
        </>
      )}
      {decision?.conditions && (
        <>
          <dt>{t.conditions}</dt>
          <dd>{decision.conditions}</dd>
        </>
      )}
      {revoked && (
        <>
          <dt>{t.states.revoked}</dt>
          <dd>
            {reader.instant(revoked.at)}, {revoked.name}
            {reader.colon}
            {revoked.reason}
          </dd>
        </>
      )}
    </dl>
  )
}

import type { Actor } from '../../accounts/index.ts'
import { type Counterpart, type directoryEntry, fingerprint } from '../../exchange/index.ts'
import type { Attestation, Believed, Domain, KeyPeriod, TrustSettings, Verification } from '../../trust/index.ts'
import { methods, statements } from '../../trust/index.ts'
import type { Reader } from '../reader.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField, SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { StandingOf } from './standing.tsx'
import { Statements } from './statements.tsx'

export interface EntryProps {
  readonly one: Awaited<ReturnType<typeof directoryEntry>>
  readonly domains: readonly Domain[]
  readonly attestations: readonly Attestation[]
  readonly believed: readonly Believed[]
  readonly settings: TrustSettings
  readonly names: ReadonlyMap<string, Counterpart>
  readonly actor: Actor
  readonly may: { readonly keep: boolean; readonly attest: boolean; readonly believe: boolean }
  readonly sheet: Sheet
}

/** Everything known of one organisation: who it is, how that was verified, its keys, what others say, and what can be done. */
export function Entry(props: EntryProps) {
  const { one, may, sheet } = props
  const { directory: t } = sheet.reader.t
  return (
    <div class="flow flow-wide">
      {one.revokedAt !== null && (
        <Notice kind="care">
          <p>{t.means.revoked}</p>
        </Notice>
      )}
      {one.revokedAt === null && one.standing.is !== 'verified' && (
        <Notice kind="care">
          <p>{t.means[one.standing.is]}</p>
        </Notice>
      )}
      <Identity {...props} />
      <Verified {...props} />
      <Keys {...props} />
      <Domains {...props} />
      <section class="flow" aria-labelledby="statements">
        <h2 id="statements">{t.attestations}</h2>
        <p class="measure soft">{t.attestationsAbout}</p>
        <Statements list={props.attestations} names={props.names} sheet={sheet} mayWithdraw={may.attest} />
      </section>
      <Believing {...props} />
      {may.keep && <Verify {...props} />}
      {may.attest && one.org !== props.actor.org && one.revokedAt === null && <Attest {...props} />}
      {may.keep && one.url !== null && one.revokedAt === null && <Revoke {...props} />}
    </div>
  )
}

function Identity({ one, sheet: { reader } }: EntryProps) {
  const { directory: t, seats } = reader.t
  return (
    <section class="flow" aria-labelledby="identity">
      <h2 id="identity">{t.identity}</h2>
      <dl class="pairs">
        <dt>{t.verification}</dt>
        <dd>
          <StandingOf one={one} reader={reader} />
        </dd>
        <dt>{t.state}</dt>
        <dd>{reader.country(one.state)}</dd>
        <dt>{t.kind}</dt>
        <dd>{reader.t.operator.kinds[one.kind] ?? one.kind}</dd>
        <dt>{t.competence}</dt>
        <dd>{one.authority ? (t.authorities[one.authority] ?? one.authority) : t.noCompetence}</dd>
        <dt>{t.seats}</dt>
        <dd>{reader.list(one.seats.map((seat) => seats[seat]))}</dd>
        <dt>{t.languages}</dt>
        <dd>{one.languages.join(', ')}</dd>
        {one.addressees.length > 0 && (
          <>
            <dt>{t.addressees}</dt>
            <dd>{reader.list(one.addressees.map(({ state }) => reader.country(state)))}</dd>
          </>
        )}
        <dt>{t.endpoint}</dt>
        <dd>{one.url === null ? t.here : <code class="hash">{one.url}</code>}</dd>
        {one.hi1 && (
          <>
            <dt>{t.otherProduct}</dt>
            <dd>
              {one.hi1.profile.owner} {one.hi1.profile.version}, {one.hi1.form.toUpperCase()}. {t.names}{' '}
              <code class="hash">
                {one.hi1.country} {one.hi1.identifier}
              </code>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Verified({ one, sheet: { reader } }: EntryProps) {
  const { directory: t } = reader.t
  const { verification, earlier } = one.standing
  return (
    <section class="flow" aria-labelledby="verified">
      <h2 id="verified">{t.howVerified}</h2>
      {verification ? (
        <HowVerified verification={verification} reader={reader} />
      ) : (
        <p class="soft">{t.means.unverified}</p>
      )}
      {earlier.length > 0 && (
        <Fold title={t.earlier}>
          {earlier.map((one_) => (
            <HowVerified verification={one_} reader={reader} />
          ))}
        </Fold>
      )}
    </section>
  )
}

function HowVerified({ verification, reader }: { verification: Verification; reader: Reader }) {
  const { directory: t } = reader.t
  const { method, says, byName, at, due, phone, phoneSource } = verification
  return (
    <dl class="pairs">
      <dt>{t.method}</dt>
      <dd>
        {t.methods[method]}
        <p class="small soft">{byName ? t.by(byName, reader.instant(at)) : reader.instant(at)}</p>
      </dd>
      {says && (
        <>
          <dt>{t.says}</dt>
          <dd>{says}</dd>
        </>
      )}
      <dt>{t.phone}</dt>
      <dd>
        {phone ?? t.noPhone}
        {phoneSource && <p class="small soft">{phoneSource}</p>}
      </dd>
      <dt>{t.holdsUntil}</dt>
      <dd>{reader.instant(due)}</dd>
    </dl>
  )
}

const keyTones = {
  current: 'open',
  announced: 'approval',
  rotated: 'unknown',
  replaced: 'unknown',
  revoked: 'closed',
} as const

const endOf = ({ until, ended }: KeyPeriod): keyof typeof keyTones =>
  until === null ? (ended === null ? 'current' : 'announced') : (ended ?? 'rotated')

function Keys({ one, sheet: { reader } }: EntryProps) {
  const { directory: t } = reader.t
  return (
    <section class="flow" aria-labelledby="keys">
      <h2 id="keys">{t.keys}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.fingerprint}</th>
            <th scope="col">{t.validity}</th>
            <th scope="col">{t.keyUse}</th>
          </tr>
        </thead>
        <tbody>
          {one.keys.map((period) => {
            const { kind, key, from, until, since, reason } = period
            const end = endOf(period)
            return (
              <tr>
                <th scope="row">
                  <code class="hash">{kind === 'signing' ? fingerprint(key) : key}</code>
                  <p class="small soft">{t.keyKinds[kind]}</p>
                </th>
                <td data-label={t.validity} class="small">
                  {until === null ? t.from(reader.instant(from)) : t.until(reader.instant(from), reader.instant(until))}
                </td>
                <td data-label={t.keyUse}>
                  <Status tone={keyTones[end]} word={t.keyEnds[end]} />
                  {since !== null && <p class="small">{t.inDoubt(reader.instant(since))}</p>}
                  {reason !== null && <p class="small soft">{reason}</p>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Domains({ domains, may, sheet }: EntryProps) {
  const { reader } = sheet
  const { directory: t } = reader.t
  return (
    <section class="flow" aria-labelledby="domains">
      <h2 id="domains">{t.domains}</h2>
      {domains.length === 0 && <p class="soft">{t.noDomains}</p>}
      <ul class="rule-list plain">
        {domains.map(({ domain, registeredOn, source, byName, at }) => (
          <li class="flow flow-tight">
            <p>
              <strong>{domain}</strong> {registeredOn ? `${t.registered} ${reader.date(registeredOn)}` : t.unknownDay}
            </p>
            <p class="small soft">
              {source}. {t.by(byName, reader.instant(at))}
            </p>
            {may.keep && (
              <form method="post" action={sheet.address('domain-removal')} class="no-print">
                <input type="hidden" name="form_token" value={sheet.token} />
                <input type="hidden" name="domain-removal.domain" value={domain} />
                <button type="submit" class="button button-text">
                  {t.remove}
                  <span class="hidden-text"> {domain}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {may.keep && (
        <SheetForm sheet={sheet} act="domain" title={t.addDomain} button={t.add} look="button button-second">
          <Line sheet={sheet} act="domain" name="domain" label={t.domain} hint={t.domainHint} />
          <Line
            sheet={sheet}
            act="domain"
            name="registeredOn"
            label={t.registered}
            hint={t.registeredHint}
            type="date"
          />
          <Line sheet={sheet} act="domain" name="source" label={t.source} />
        </SheetForm>
      )}
    </section>
  )
}

function Believing({ one, believed, may, actor, sheet }: EntryProps) {
  const { reader } = sheet
  const { directory: t } = reader.t
  const its = believed.filter(({ attester }) => attester === one.org)
  const open = statements.filter((says) => !its.some((word) => word.says === says))
  if (one.org === actor.org) return null
  const choice = (act: string, kinds: readonly string[]) => {
    const { values, ...field } = typed(sheet, act, 'says', [kinds[0] ?? ''])
    const choices = kinds.map((value) => ({ value, label: t.statements[value] ?? value }))
    return <ChoiceField {...field} label={t.statement} value={values} choices={choices} />
  }
  return (
    <section class="flow" aria-labelledby="believing">
      <h2 id="believing">{t.believing}</h2>
      <p class="measure soft">{t.believingAbout}</p>
      {its.length === 0 && <p>{t.notBelieved}</p>}
      {its.map(({ says, reason, byName, at }) => (
        <p>{t.believed(t.statements[says] ?? says, reason, byName, reader.instant(at))}</p>
      ))}
      {may.believe && open.length > 0 && (
        <SheetForm sheet={sheet} act="belief" title={t.believe} button={t.believeButton} look="button button-second">
          {choice('belief', open)}
          <Line sheet={sheet} act="belief" name="reason" label={t.reason} />
        </SheetForm>
      )}
      {may.believe && its.length > 0 && (
        <SheetForm
          sheet={sheet}
          act="disbelief"
          title={t.disbelieve}
          button={t.disbelieveButton}
          look="button button-second"
        >
          {choice(
            'disbelief',
            its.map(({ says }) => says),
          )}
          <Line sheet={sheet} act="disbelief" name="reason" label={t.reason} />
        </SheetForm>
      )}
    </section>
  )
}

function Verify({ attestations, settings, sheet, one }: EntryProps) {
  const { reader } = sheet
  const { directory: t } = reader.t
  const { verification } = one.standing
  const method = typed(sheet, 'verification', 'method')
  const rests = typed(sheet, 'verification', 'attestation')
  const counting = attestations.filter(({ says, counts }) => says === 'verified' && counts)
  return (
    <section class="card flow no-print" aria-label={t.verify}>
      <SheetForm
        sheet={sheet}
        act="verification"
        title={t.verify}
        about={t.verifyAbout(reader.number(settings.reverifyDays))}
        button={t.verifyButton}
      >
        <ChoiceField
          {...method}
          label={t.method}
          value={method.values}
          choices={methods.map((value) => ({ value, label: t.methods[value] ?? value }))}
        />
        {counting.length > 0 && (
          <SelectField
            {...rests}
            label={t.attestation}
            empty={t.noAttestation}
            value={rests.values[0] ?? ''}
            choices={counting.map(({ id, reason, madeAt }) => ({
              value: id,
              label: `${reader.date(madeAt.slice(0, 10))}${reader.colon}${reason}`,
            }))}
          />
        )}
        <Prose sheet={sheet} act="verification" name="says" label={t.says} />
        <Line
          sheet={sheet}
          act="verification"
          name="phone"
          label={t.phone}
          hint={t.phoneHint}
          initial={verification?.phone ?? ''}
        />
        <Line
          sheet={sheet}
          act="verification"
          name="phoneSource"
          label={t.phoneSource}
          initial={verification?.phoneSource ?? ''}
        />
      </SheetForm>
    </section>
  )
}

function Attest({ one, names, actor, sheet }: EntryProps) {
  const { directory: t } = sheet.reader.t
  const says = typed(sheet, 'attestation', 'says', ['verified'])
  const to = typed(sheet, 'attestation', 'to')
  const possible = [...names.values()].filter(
    ({ org, signing, seats }) =>
      org !== one.org && org !== actor.org && signing !== '' && !seats.every((seat) => seat === 'operator'),
  )
  if (possible.length === 0) return null
  return (
    <section class="card flow no-print" aria-label={t.attest}>
      <SheetForm sheet={sheet} act="attestation" title={t.attest} about={t.attestAbout} button={t.attestButton}>
        <ChoiceField
          {...says}
          label={t.statement}
          value={says.values}
          choices={statements.map((value) => ({ value, label: t.statements[value] ?? value }))}
        />
        <Prose sheet={sheet} act="attestation" name="reason" label={t.reason} hint={t.reasonHint} />
        <ChoiceField
          {...to}
          label={t.to}
          several
          value={to.values}
          choices={possible.map(({ org, name }) => ({ value: org, label: name }))}
        />
      </SheetForm>
    </section>
  )
}

function Revoke({ sheet }: EntryProps) {
  const { directory: t } = sheet.reader.t
  return (
    <Fold title={t.revoke} open={sheet.tried?.act === 'revocation'}>
      <SheetForm
        sheet={sheet}
        act="revocation"
        title={t.revoke}
        about={t.revokeAbout}
        button={t.revokeButton}
        look="button button-grave"
      >
        <Line sheet={sheet} act="revocation" name="reason" label={t.reason} />
        <Line sheet={sheet} act="revocation" name="since" label={t.since} hint={t.sinceHint} type="date" />
      </SheetForm>
    </Fold>
  )
}

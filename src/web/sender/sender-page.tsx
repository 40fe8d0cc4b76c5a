import type { Actor } from '../../accounts/index.ts'
import { parseInstant } from '../../base/time.ts'
import { type Counterpart, fingerprint } from '../../exchange/index.ts'
import { calls, findings, type SenderDesk } from '../../requests/index.ts'
import { Statements } from '../directory/statements.tsx'
import { PartHead } from '../requests/part-head.tsx'
import { Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { timeLeft } from '../requests/time-left.ts'
import { ChoiceField } from '../ui/fields.tsx'
import { Icon } from '../ui/icons.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

interface Props {
  readonly desk: SenderDesk
  readonly actor: Actor
  readonly may: boolean
  readonly names: ReadonlyMap<string, Counterpart>
  readonly now: Temporal.Instant
  readonly sheet: Sheet
}

/** Who sent a request, what the directory and the record say of that, the call back, and the decision. */
export function SenderPage(props: Props & { done: string | undefined }) {
  const { desk, sheet, done } = props
  const { reader } = sheet
  const { sender: t } = reader.t
  return (
    <>
      <PartHead
        request={desk.request}
        title={t.title}
        lead={t.lead}
        complaints={sheet.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      />
      <div class="flow flow-wide">
        <Standing {...props} />
        <Identity {...props} />
        <Competent {...props} />
        <Signs {...props} />
        {desk.attestations.length > 0 && (
          <section class="flow" aria-labelledby="statements">
            <h2 id="statements">{t.statements}</h2>
            <Statements list={desk.attestations} names={props.names} sheet={sheet} />
          </section>
        )}
        <Record {...props} />
        {props.may && desk.request.endedAt === undefined && (
          <>
            <CallBack {...props} />
            <Decide {...props} />
          </>
        )}
      </div>
    </>
  )
}

/** How far it is, why it is owed, and in an emergency by when the second check is due: words first, then the clock. */
function Standing({ desk: { needs, verification, settings }, now, sheet: { reader } }: Props) {
  const { sender: t, signals } = reader.t
  const { reasons, isVerified, refused, first, second, secondDue } = needs
  const isStale = verification.is === 'stale'
  const is = isStale
    ? 'stale'
    : refused
      ? 'refused'
      : reasons.length === 0
        ? 'none'
        : isVerified
          ? 'verified'
          : first
            ? 'second'
            : 'open'
  const kind = is === 'verified' ? 'done' : is === 'none' ? 'plain' : 'care'
  const isLate = secondDue !== undefined && Temporal.Instant.compare(parseInstant(secondDue), now) < 0
  return (
    <section class="flow" aria-label={t.why}>
      <Notice kind={kind}>
        <p>
          <strong>{t.standings[is]}</strong>
        </p>
        {reasons.length > 0 && (
          <p>
            {t.why}
            {reader.colon}
            {reader.list(reasons.map((one) => t.reasons[one] ?? signals[one] ?? one))}
          </p>
        )}
      </Notice>
      {secondDue !== undefined && !second && !refused && (
        <div class="deadline" data-late={String(isLate)}>
          <strong>
            {isLate && (
              <span class="late-mark">
                <Icon sign="clock" />
              </span>
            )}
            {t.clock}
            {reader.colon}
            {timeLeft(secondDue, now, reader)}
          </strong>
          <span>
            <time datetime={secondDue}>{reader.instant(secondDue)}</time>
          </span>
          <p class="small soft">{t.clockNote(reader.number(settings.secondCheckMinutes))}</p>
        </div>
      )}
    </section>
  )
}

const tones = { verified: 'open', stale: 'approval', unverified: 'unknown' } as const

function Identity({ desk, sheet: { reader } }: Props) {
  const { sender: t, directory: d } = reader.t
  const { sender, verification, keys, doubted, request } = desk
  const [key, ...former] = keys
  if (!sender) return <Notice kind="grave">{t.gone}</Notice>
  const how = verification.verification
  return (
    <section class="flow" aria-labelledby="identity">
      <h2 id="identity">{t.identity}</h2>
      <dl class="pairs">
        <dt>{d.name}</dt>
        <dd>
          <a href={urls.organisation(request.counterpart)}>{sender.name}</a>, {reader.country(sender.state)}
        </dd>
        <dt>{d.competence}</dt>
        <dd>{sender.authority ? (d.authorities[sender.authority] ?? sender.authority) : d.noCompetence}</dd>
        <dt>{d.howVerified}</dt>
        <dd>
          <Status tone={tones[verification.is]} word={d.standings[verification.is]} means={d.means[verification.is]} />
          {how && (
            <p class="small">
              {d.methods[how.method]}
              {how.says && `: ${how.says}`}.{' '}
              {how.byName ? d.by(how.byName, reader.instant(how.at)) : reader.instant(how.at)}. {d.holdsUntil}:{' '}
              {reader.date(how.due.slice(0, 10))}
            </p>
          )}
        </dd>
        {key && (
          <>
            <dt>{t.keyNow}</dt>
            <dd>
              <code class="hash">{key.kind === 'signing' ? fingerprint(key.key) : key.key}</code>
              <p class="small soft">
                {d.from(reader.instant(key.from))}. {t.keysBefore(reader.number(former.length))}
              </p>
            </dd>
          </>
        )}
      </dl>
      {doubted.length > 0 && (
        <Notice kind="grave">
          <p>{t.doubted(reader.number(doubted.length))}</p>
        </Notice>
      )}
    </section>
  )
}

const competenceTones = { competent: 'open', 'not-competent': 'closed', unknown: 'unknown' } as const

function Competent({ desk: { competence }, sheet: { reader } }: Props) {
  const { sender: t } = reader.t
  const word = (holds: boolean | null) =>
    holds === true ? t.conditions.holds : holds === false ? t.conditions.fails : t.conditions.open
  return (
    <section class="flow" aria-labelledby="competence">
      <h2 id="competence">{t.competence}</h2>
      <p class="measure soft">{t.competenceAbout}</p>
      <p>
        <Status tone={competenceTones[competence.is]} word={t.competences[competence.is]} />
      </p>
      <ul class="rule-list plain">
        {competence.because.map(({ holds, says, cite }) => (
          <li>
            {reader.law(says)} <span class="soft">({cite})</span>: {word(holds)}
          </li>
        ))}
        {competence.needs.map(({ what, cite }) => (
          <li>
            {t.needsValidation} {reader.law(what)} <span class="soft">({cite})</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const foundTones = { shown: 'conflict', clear: 'open', unknown: 'unknown' } as const

function Signs({ desk: { signals }, sheet: { reader } }: Props) {
  const { sender: t, signals: words } = reader.t
  return (
    <section class="flow" aria-labelledby="signs">
      <h2 id="signs">{t.signs}</h2>
      <p class="measure soft">{t.signsAbout}</p>
      <table class="table">
        <tbody>
          {signals.map(({ signal, is, says }) => (
            <tr>
              <th scope="row">{words[signal] ?? signal}</th>
              <td>
                <Status tone={foundTones[is]} word={t.found[is]} />
              </td>
              <td class="small">{t.says[signal]?.(says) ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const known = <T extends Record<string, string>>(words: T, key: unknown): string => words[String(key)] ?? String(key)

function Record({ desk: { done }, sheet: { reader } }: Props) {
  const { sender: t, directory: d } = reader.t
  if (done.length === 0) return null
  return (
    <section class="flow" aria-labelledby="record">
      <h2 id="record">{t.record}</h2>
      <ol class="rule-list plain">
        {done.map(({ step, details, reason, name, at }) => (
          <li class="flow flow-tight">
            <p>
              <strong>
                {step === 'call-back'
                  ? `${t.called(String(details.number))}${reader.colon}${known(t.call.calls, details.call)}`
                  : `${known(t.parts, details.part)}${reader.colon}${known(t.decide.findings, details.finding)}`}
              </strong>
            </p>
            <p>{reason}</p>
            <p class="small soft">{d.by(name, reader.instant(at))}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function CallBack({ desk: { needs, verification }, sheet }: Props) {
  const { call: t } = sheet.reader.t.sender
  const { phone, phoneSource } = verification.verification ?? {}
  const how = typed(sheet, 'call', 'call')
  if (!phone)
    return (
      <section class="card flow" aria-labelledby="call-title">
        <h2 id="call-title">{t.title}</h2>
        <p>{t.none}</p>
      </section>
    )
  return (
    <section class="card flow" aria-labelledby="call-title">
      <h2 id="call-title">{t.title}</h2>
      <p class="measure">{t.about}</p>
      {needs.callBackNeeded && !needs.callBack && <p>{t.needed}</p>}
      <dl class="pairs">
        <dt>{t.number}</dt>
        <dd>
          <strong>{phone}</strong>
          {phoneSource && <p class="small soft">{t.source(phoneSource)}</p>}
        </dd>
      </dl>
      <SheetForm sheet={sheet} act="call" title={t.button} button={t.button} look="button button-second">
        <input type="hidden" name="call.number" value={phone} />
        <ChoiceField
          {...how}
          label={t.how}
          value={how.values}
          choices={calls.map((value) => ({ value, label: t.calls[value] ?? value }))}
        />
        <Prose sheet={sheet} act="call" name="says" label={t.says} />
      </SheetForm>
    </section>
  )
}

function Decide({ desk: { needs }, actor, sheet }: Props) {
  const { decide: t } = sheet.reader.t.sender
  const isSecond = needs.first !== undefined && needs.secondNeeded && !needs.second
  const finding = typed(sheet, 'decision', 'finding')
  if (needs.first && !isSecond) return null
  if (isSecond && needs.first?.person === actor.person)
    return (
      <Notice>
        <p>{t.own}</p>
      </Notice>
    )
  const choices = findings.filter((value) => value !== 'misused' || needs.emergency)
  return (
    <section class="card flow no-print" aria-label={t.title}>
      <SheetForm
        sheet={sheet}
        act="decision"
        top
        title={isSecond ? t.second : t.title}
        {...(isSecond && { about: t.secondAbout(needs.first?.name ?? '') })}
        button={t.button}
      >
        <ChoiceField
          {...finding}
          label={t.finding}
          value={finding.values}
          choices={choices.map((value) => ({ value, label: t.findings[value] ?? value }))}
        />
        <Prose sheet={sheet} act="decision" name="reason" label={t.reason} />
      </SheetForm>
    </section>
  )
}

import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Due, LawBase, Remedy } from '../../law/index.ts'
import {
  awaitsStatement, type Complaint, type ComplaintEntry, isDecider, piecesOf, proposedDeletion,
} from '../../oversight/index.ts' // biome-ignore format: one line of words
import type { Reader } from '../reader.ts'
import { Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField, SelectField } from '../ui/fields.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

/** Complaints of an organisation, those that wait first. */
export function ComplaintList({
  complaints,
  law,
  reader,
}: {
  complaints: readonly Complaint[]
  law: LawBase
  reader: Reader
}) {
  const { desk: t } = reader.t.redress
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.remedy}</th>
          <th scope="col">{t.about}</th>
          <th scope="col">{t.filed}</th>
          <th scope="col">{t.happened}</th>
        </tr>
      </thead>
      <tbody>
        {complaints.map((one) => (
          <tr>
            <th scope="row">
              <a href={urls.complaint(one.id)}>{t.kinds[one.against]}</a>
              <p class="small soft">{reader.law(law.rules.get(one.rule)?.title ?? one.rule)}</p>
            </th>
            <td data-label={t.about}>{one.about.name}</td>
            <td data-label={t.filed}>{reader.instant(one.filedAt)}</td>
            <td data-label={t.happened}>
              <Standing complaint={one} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whose turn it is, in a word. */
export function Standing({ complaint, reader }: { complaint: Complaint; reader: Reader }) {
  const { desk: t, outcomes } = reader.t.redress
  if (complaint.outcome)
    return <Status tone="open" word={`${t.isDecided}${reader.colon}${outcomes[complaint.outcome]}`} />
  if (complaint.about.org === complaint.org && awaitsStatement(complaint))
    return <Status tone="approval" word={t.toState} />
  if (proposedDeletion(complaint)) return <Status tone="approval" word={t.toAgree} />
  if (isDecider(complaint)) return <Status tone="approval" word={t.toDecide} />
  return <Status tone="unknown" word={t.elsewhere(complaint.decider.name)} />
}

interface FileProps {
  readonly complaint: Complaint
  readonly remedy: Remedy
  readonly clocks: readonly Due[]
  readonly reader: Reader
}

/** Who, what, by which remedy, until when. */
export function FileOf({ complaint, remedy, clocks, reader }: FileProps) {
  const { desk: t } = reader.t.redress
  const { said } = complaint
  const told = (['name', 'address', 'account', 'fileNumber'] as const).filter((name) => said[name])
  return (
    <dl class="pairs">
      <dt>{t.remedy}</dt>
      <dd>
        <a href={urls.rule(remedy.rule.rule)}>{reader.law(remedy.rule.title)}</a>{' '}
        <span class="cite">({remedy.cite})</span>
      </dd>
      <dt>{t.about}</dt>
      <dd>{complaint.about.name}</dd>
      {clocks.map(({ title, due, length, cite }) => (
        <>
          <dt>{reader.law(title)}</dt>
          <dd>
            {due ? reader.instant(due) : reader.law(length)} <span class="cite">({cite})</span>
          </dd>
        </>
      ))}
      {!isDecider(complaint) && (
        <>
          <dt>{t.person}</dt>
          <dd>{t.unknown}</dd>
        </>
      )}
      {told.map((name) => (
        <>
          <dt>{t.fields[name]}</dt>
          <dd>{said[name]}</dd>
        </>
      ))}
      {isDecider(complaint) && complaint.proof !== 'none' && (
        <>
          <dt>{t.proof}</dt>
          <dd>
            {complaint.provedAt ? t.isProved(reader.instant(complaint.provedAt)) : t.notProved}
            {complaint.document && (
              <p>
                <a href={urls.complaintAct(complaint.id, 'document')}>{t.open_document}</a>
              </p>
            )}
          </dd>
        </>
      )}
      <dt>{t.story}</dt>
      <dd class="prose">{said.text}</dd>
    </dl>
  )
}

/** What was done, oldest first. */
export function Happened({ complaint, reader }: { complaint: Complaint; reader: Reader }) {
  const { desk: t } = reader.t.redress
  if (complaint.entries.length === 0) return null
  return (
    <section class="flow" aria-labelledby="happened">
      <h2 id="happened">{t.happened}</h2>
      <ol class="plain flow">
        {complaint.entries.map((entry) => (
          <li class="card flow flow-tight">
            <h3>{t.kindsOfEntry[entry.kind]}</h3>
            <p class="small soft">
              {entry.name} · {reader.instant(entry.at)}
            </p>
            <Body entry={entry} reader={reader} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Body({ entry, reader }: { entry: ComplaintEntry; reader: Reader }) {
  const { desk: t, outcomes } = reader.t.redress
  const names = (pieces: readonly { readonly name: string }[]) =>
    pieces.length > 0 && <p class="small">{t.pieces(reader.list(pieces.map(({ name }) => name)))}</p>
  if (entry.kind === 'added' || entry.kind === 'statement-asked') return <p class="prose">{entry.body.text}</p>
  if (entry.kind === 'stated')
    return (
      <>
        <p class="prose">{entry.body.text}</p>
        {names(entry.body.pieces)}
      </>
    )
  if (entry.kind === 'paused' || entry.kind === 'resumed' || entry.kind === 'deletion-declined')
    return <p class="prose">{entry.body.reason}</p>
  if (entry.kind !== 'decided' && entry.kind !== 'deletion-proposed') return null
  return (
    <>
      <p>
        <strong>{entry.kind === 'decided' ? outcomes[entry.body.outcome] : t.decide.outcomes.delete}</strong>{' '}
        <span class="cite">({entry.body.cite})</span>
      </p>
      <p class="prose">{entry.body.reason}</p>
      {names(entry.body.pieces)}
      {entry.kind === 'decided' && entry.body.proposedBy && <p class="small">{t.proposedBy(entry.body.proposedBy)}</p>}
      {entry.body.told && (
        <p>
          {entry.kind === 'decided' ? t.told : t.decide.told}: <q>{entry.body.told}</q>
        </p>
      )}
    </>
  )
}

interface ActsProps {
  readonly complaint: Complaint
  readonly remedy: Remedy
  readonly requests: readonly { readonly id: string; readonly title: string; readonly fileNumber: string }[]
  readonly actor: Actor
  readonly sheet: Sheet
}

/** What this seat can do with it now. */
export function Acts(props: ActsProps) {
  const { complaint, actor } = props
  if (complaint.decidedAt) return null
  const decides = isDecider(complaint) && isPermitted(actor, 'complaint.decide')
  const states =
    complaint.about.org === actor.org && awaitsStatement(complaint) && isPermitted(actor, 'complaint.answer')
  return (
    <>
      {states && <StatementForm {...props} />}
      {decides && !proposedDeletion(complaint) && <DecideForm {...props} />}
      {proposedDeletion(complaint) && <DeletionForms {...props} />}
      {decides && <BeforeForms {...props} />}
    </>
  )
}

/** A deletion waits for another person: who proposed it can only take it back. */
function DeletionForms({ complaint, actor, sheet }: ActsProps) {
  const { deletion: t } = sheet.reader.t.redress.desk
  const proposed = proposedDeletion(complaint)
  if (!proposed || !isDecider(complaint) || !isPermitted(actor, 'complaint.confirm')) return null
  const isOwn = proposed.body.by === actor.person
  const { decline } = isOwn ? { decline: t.takeBack } : t
  return (
    <>
      {isOwn ? (
        <p class="measure">{t.own}</p>
      ) : (
        <SheetForm
          top
          sheet={sheet}
          act="agree"
          title={t.agree.title}
          about={t.agree.about(proposed.name)}
          button={t.agree.button}
          look="button button-grave"
        />
      )}
      <SheetForm
        sheet={sheet}
        act="decline"
        title={decline.title}
        about={decline.about}
        button={decline.button}
        look="button button-second"
      >
        <Prose sheet={sheet} act="decline" name="reason" label={t.why} />
      </SheetForm>
    </>
  )
}

function StatementForm({ requests, sheet }: ActsProps) {
  const { state: t } = sheet.reader.t.redress.desk
  const { values, ...field } = typed(sheet, 'state', 'request')
  return (
    <SheetForm top sheet={sheet} act="state" title={t.title} about={t.about} button={t.button}>
      <SelectField
        {...field}
        label={t.request}
        empty={t.none}
        value={values[0] ?? ''}
        choices={requests.map(({ id, title, fileNumber }) => ({ value: id, label: `${fileNumber}: ${title}` }))}
      />
      <Prose sheet={sheet} act="state" name="text" label={t.text} />
    </SheetForm>
  )
}

/** What comes before a decision: who it is, a statement, a pause. */
function BeforeForms({ complaint, remedy, sheet }: ActsProps) {
  const { desk: t } = sheet.reader.t.redress
  const mayPause = remedy.allows.some(({ outcome }) => outcome === 'pause') && !complaint.paused
  const isNamed = complaint.entries.some((entry) => entry.kind === 'stated' && entry.body.request)
  const look = 'button button-second'
  return (
    <>
      {!awaitsStatement(complaint) && (
        <SheetForm sheet={sheet} act="ask" title={t.ask.title} about={t.ask.about} button={t.ask.button} look={look}>
          <Prose sheet={sheet} act="ask" name="text" label={t.ask.text} />
        </SheetForm>
      )}
      {mayPause && isNamed && (
        <SheetForm
          sheet={sheet}
          act="pause"
          title={t.pause.title}
          about={t.pause.about}
          button={t.pause.button}
          look={look}
        >
          <Prose sheet={sheet} act="pause" name="reason" label={t.pause.reason} />
        </SheetForm>
      )}
      {complaint.proof === 'letter' && !complaint.provedAt && (
        <SheetForm
          sheet={sheet}
          act="letter"
          title={t.letter.title}
          about={t.letter.about}
          button={t.letter.button}
          look={look}
        />
      )}
      {complaint.proof !== 'none' && !complaint.provedAt && (
        <SheetForm
          sheet={sheet}
          act="accept"
          title={t.accept.title}
          about={t.accept.about}
          button={t.accept.button}
          look={look}
        />
      )}
    </>
  )
}

function DecideForm({ complaint, remedy, sheet }: ActsProps) {
  const { decide: t } = sheet.reader.t.redress.desk
  const allowed = remedy.allows.filter(({ outcome }) => outcome !== 'pause')
  const pieces = piecesOf(complaint)
  const { values: outcome, ...outcomeField } = typed(sheet, 'decide', 'outcome')
  const { values: chosen, ...piecesField } = typed(sheet, 'decide', 'pieces')
  return (
    <SheetForm top sheet={sheet} act="decide" title={t.title} about={t.about} button={t.button}>
      <ChoiceField
        {...outcomeField}
        label={t.outcome}
        value={outcome}
        choices={[
          ...allowed.map(({ outcome: value, cite }) => ({
            value,
            label: `${t.outcomes[value as 'exclude']} (${cite})`,
          })),
          { value: 'dismissed', label: `${t.outcomes.dismissed} (${remedy.cite})` },
          { value: 'withdrawn', label: t.outcomes.withdrawn },
        ]}
      />
      {pieces.length > 0 ? (
        <ChoiceField
          {...piecesField}
          several
          label={t.pieces}
          value={chosen}
          choices={pieces.map(({ id, name, sha256 }) => ({ value: id, label: `“${name}”`, hint: sha256.slice(0, 16) }))}
        />
      ) : (
        <p class="soft">{t.noPieces}</p>
      )}
      <Prose sheet={sheet} act="decide" name="reason" label={t.reason} />
      <Prose sheet={sheet} act="decide" name="told" label={t.told} hint={t.toldHint} />
    </SheetForm>
  )
}

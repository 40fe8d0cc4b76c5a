import type { Actor } from '../../accounts/index.ts'
import { isPermitted } from '../../accounts/index.ts'
import type { LawBase } from '../../law/index.ts'
import { type AssessmentEdition, assessmentParts, type Comment, type OwedAssessment } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField } from '../ui/fields.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'
import { subjectIn } from './public.tsx'

/** What has yet to be assessed, and why. */
export function Owed({ owed, may, law, reader }: { owed: readonly OwedAssessment[]; may: boolean; law: LawBase; reader: Reader }) {
  const { desk: t } = reader.t.assessments
  const why = ({ because, since = '' }: OwedAssessment) =>
    because === 'instance' ? t.because.instance : t.because[because](reader.date(since.slice(0, 10)))
  return (
    <section class="flow" aria-labelledby="owed">
      <h2 id="owed">{t.owed}</h2>
      {owed.length === 0 && <p class="soft">{t.nothingOwed}</p>}
      <ul class="plain lines">
        {owed.map((one) => (
          <li>
            <strong>{subjectIn(one.subject, law, reader)}</strong> <span class="small soft">{why(one)}</span>
            {may && (
              <p>
                <a href={withQuery(urls.assessmentWriting, { subject: one.subject })}>
                  {t.write}
                  <span class="hidden-text">: {subjectIn(one.subject, law, reader)}</span>
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
} // biome-ignore format: rows

export function EditionStatus({ edition: { decided }, reader }: { edition: AssessmentEdition; reader: Reader }) {
  const { desk: t } = reader.t.assessments
  const [tone, word]: [Tone, string] = !decided
    ? ['approval', t.draft]
    : decided.outcome === 'approved' ? ['open', t.approved] : ['closed', t.refused]
  return <Status tone={tone} word={word} />
} // biome-ignore format: rows

/** One edition with all its parts, as those read it who wrote it. */
export function EditionOwn({ edition, reader }: { edition: AssessmentEdition; reader: Reader }) {
  const { assessments: t } = reader.t
  const { parts, withheld, review, reason, drafted, decided } = edition
  return (
    <div class="flow flow-tight">
      <p class="small soft">{t.desk.drafted(drafted.name, reader.instant(drafted.at))}</p>
      <dl class="pairs">
        <dt>{t.reason}</dt>
        <dd class="prose">{reason}</dd>
        {assessmentParts.map((part) => (
          <>
            <dt>{t.parts[part]}</dt>
            <dd>
              <p class="prose">{parts[part]}</p>
              {withheld[part] && (
                <p class="small soft">
                  {t.withheld} {t.because(withheld[part])}
                </p>
              )}
            </dd>
          </>
        ))}
        <dt>{t.review}</dt>
        <dd>{reader.date(review)}</dd>
      </dl>
      {decided && (
        <p class="small soft">
          {t.desk.decided(decided.name, reader.instant(decided.at))} {decided.why}
        </p>
      )}
    </div>
  )
}

/** The form by which another person decides on the draft that was read. */
export function DecideDraft({ edition, actor, sheet }: { edition: AssessmentEdition; actor: Actor; sheet: Sheet }) {
  const { desk: t } = sheet.reader.t.assessments
  if (!isPermitted(actor, 'assessment.approve')) return null
  if (edition.drafted.person === actor.person) return <p class="soft">{t.decide.own}</p>
  const { values, ...field } = typed(sheet, 'decide', 'outcome')
  return (
    <SheetForm sheet={sheet} act="decide" title={t.decide.title} button={t.decide.button} top>
      <input type="hidden" name="decide.drafted" value={edition.drafted.at} />
      <ChoiceField {...field} label={t.decide.outcome} value={values} choices={(['approved', 'refused'] as const).map((value) => ({ value, label: t.decide[value] }))} />
      <Prose sheet={sheet} act="decide" name="why" label={t.decide.why} />
    </SheetForm>
  )
} // biome-ignore format: rows

/** What anyone said, and what can be done with it. */
export function CommentsOwn({ comments, actor, sheet }: { comments: readonly Comment[]; actor: Actor; sheet: Sheet }) {
  const { reader } = sheet
  const { assessments: t } = reader.t
  return (
    <section class="flow" aria-labelledby="comments">
      <h2 id="comments">{t.comments}</h2>
      {comments.length === 0 && <p class="soft">{t.noComments}</p>}
      <ul class="plain flow">
        {comments.map((comment) => (
          <li class="card flow flow-tight" id={comment.id}>
            <div class="between">
              <p class="small soft">
                <bdi>{comment.name || t.anonymous}</bdi>, {reader.instant(comment.at)}, {t.commentTo(reader.number(comment.edition))}
              </p>
              {comment.checked && <Status tone={comment.checked.outcome === 'published' ? 'open' : 'closed'} word={t.outcomes[comment.checked.outcome]} />}
            </div>
            <p class="wrapped measure" dir="auto">{comment.says}</p>
            {comment.answer && (
              <blockquote class="said flow flow-tight">
                <p class="prose">{comment.answer.says}</p>
                <p class="small soft">{t.desk.answeredBy(comment.answer.name, reader.instant(comment.answer.at))}</p>
              </blockquote>
            )}
            {comment.checked ? (
              <p class="small soft">{t.desk.checkedBy(comment.checked.name, reader.instant(comment.checked.at))} {comment.checked.why}</p>
            ) : (
              <CommentForms comment={comment} actor={actor} sheet={sheet} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
} // biome-ignore format: rows

function CommentForms({ comment, actor, sheet }: { comment: Comment; actor: Actor; sheet: Sheet }) {
  const { desk: t } = sheet.reader.t.assessments
  const { id, answer } = comment
  const { values, ...field } = typed(sheet, `check-${id}`, 'outcome')
  return (
    <>
      {!answer && isPermitted(actor, 'assessment.write') && (
        <SheetForm folded sheet={sheet} act={`answer-${id}`} title={t.answer.title} button={t.answer.button}>
          <Prose sheet={sheet} act={`answer-${id}`} name="says" label={t.answer.says} />
        </SheetForm>
      )}
      {isPermitted(actor, 'assessment.approve') && (answer?.person === actor.person ? (
        <p class="soft">{t.check.own}</p>
      ) : (
        <SheetForm folded sheet={sheet} act={`check-${id}`} title={t.check.title} button={t.check.button}>
          <ChoiceField {...field} label={t.check.outcome} value={values} choices={(['published', 'withheld'] as const).map((value) => ({ value, label: t.check[value] }))} />
          <Prose sheet={sheet} act={`check-${id}`} name="why" label={t.check.why} />
        </SheetForm>
      ))}
    </>
  )
} // biome-ignore format: rows

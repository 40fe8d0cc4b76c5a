import type { PropsWithChildren } from 'hono/jsx'
import type { Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Citation, type Source } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { CasesOfRule } from './cases-of-rule.tsx'
import { Links } from './links.tsx'
import { DayForm, nameOf, Origin, type Reading, titleOf } from './reading.tsx'
import { pathOf } from './rule-file.ts'
import { sourceOf } from './sources.ts'
import { Disagreement, forceInWords, Standing } from './standing.tsx'
import { Versions } from './versions.tsx'

interface Props {
  rule: Rule
  reading: Reading
}

/** A part of a long page: the id of its heading, and its name. */
export interface Part {
  readonly id: string
  readonly name: string
}

/** What the page of every rule has: its head, its sources beside it, its cases, its history, the file; within, what it says. */
export function RuleFrame({
  rule,
  reading,
  parts = [],
  children,
}: PropsWithChildren<Props & { parts?: readonly Part[] }>) {
  return (
    <>
      <Head rule={rule} reading={reading} />
      <div class="columns">
        <div class="flow flow-wide">
          <Disagreement rule={rule} reading={reading} />
          {rule.kind === 'instrument' && rule.not_relied_on && (
            <Notice kind="care">
              <p>
                {reading.reader.t.law.standing['not-relied-on']}
                {reading.reader.colon}
                {reading.reader.law(rule.not_relied_on)}
              </p>
            </Notice>
          )}
          {rule.note && rule.settled && <Note text={reading.reader.law(rule.note)} reading={reading} />}
          {children}
          <CasesOfRule rule={rule} reading={reading} />
          <Versions rule={rule} reading={reading} />
          {rule.kind !== 'instrument' && rule.kind !== 'state' && <Links rule={rule} reading={reading} />}
          <File rule={rule} reading={reading} />
        </div>
        <aside class="flow flow-wide">
          {parts.length > 0 && <Contents parts={parts} reading={reading} />}
          <Sources rule={rule} reading={reading} />
        </aside>
      </div>
      <Origin reading={reading} json={`/api${urls.rule(rule.rule)}`} />
    </>
  )
}

/** Longer than this a note is no remark any more, but a text of its own. */
const REMARK = 420

function Note({ text, reading }: { text: string; reading: Reading }) {
  return (
    <Notice>
      {text.length <= REMARK ? (
        <p>{text}</p>
      ) : (
        <details class="fold prints">
          <summary>{reading.reader.t.law.note}</summary>
          <p>{text}</p>
        </details>
      )}
    </Notice>
  )
}

function Head({ rule, reading }: Props) {
  const { reader, edition, href } = reading
  const { law: t, lawStates, shell } = reader.t
  const instrument = edition.find('instrument', rule.instrument)
  const above = rule.kind === 'state' ? { text: lawStates.title, href: href(urls.lawStates) } : undefined
  const act =
    instrument && rule.kind !== 'instrument'
      ? { text: nameOf(instrument, reader), href: href(urls.rule(instrument.rule)) }
      : undefined
  const title = titleOf(rule, reader)
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: t.title, href: href(urls.law) },
          ...(above ? [above] : []),
          ...(act ? [act] : []),
          { text: rule.kind === 'instrument' ? nameOf(rule, reader) : title },
        ]}
      />
      <PageHead title={title} eyebrow={t.kinds[rule.kind]}>
        {title !== rule.title && rule.kind !== 'state' && (
          <p class="soft" lang="en">
            {rule.title}
          </p>
        )}
        {rule.kind === 'state' ? (
          <p class="soft">{stateInWords(rule, reader)}</p>
        ) : (
          <Standing rule={rule} reading={reading} />
        )}
        <DayForm reading={reading} path={urls.rule(rule.rule)} />
      </PageHead>
    </>
  )
}

const stateInWords = ({ code, languages }: Rule<'state'>, { t, tag, list, colon }: Reader): string => {
  const names = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' })
  const spoken = languages.map((one) => names.of(one) ?? one)
  return [
    `${t.lawStates.code}${colon}${code}`,
    ...(spoken.length > 0 ? [`${t.lawStates.languages}${colon}${list(spoken)}`] : []),
  ].join(' · ')
}

function Contents({ parts, reading }: { parts: readonly Part[]; reading: Reading }) {
  return (
    <nav class="flow flow-tight no-print" aria-labelledby="contents">
      <h2 id="contents">{reading.reader.t.law.contents}</h2>
      <ul class="plain rule-names">
        {parts.map(({ id, name }) => (
          <li>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What the rule rests on, how sure the base is, and since when it is law. */
function Sources({ rule, reading }: Props) {
  const { reader, law } = reading
  const { law: t } = reader.t
  return (
    <>
      <section class="card flow flow-tight sources">
        <h2>{t.sources}</h2>
        <ul>
          {rule.cites.map(({ cite, url }) => (
            <li>
              <Citation source={withoutItself(sourceOf(law, rule.rule, cite, reader), url)} />
            </li>
          ))}
        </ul>
        <p class="small soft">
          {[t.confidences[rule.confidence], t.checked(reader.date(rule.checked.on), reader.law(rule.checked.by))]
            .map((sentence) => `${sentence}${t.stop}`)
            .join(' ')}
        </p>
      </section>
      {rule.kind !== 'state' && rule.kind !== 'question' && (
        <section class="flow flow-tight">
          <h2>{t.inForce}</h2>
          <p>{forceInWords(rule, reading)}</p>
        </section>
      )}
    </>
  )
}

/** A citation leads to the text of the law, never back to the page it stands on. */
function withoutItself({ text, href }: Source, url: string | undefined): Source {
  return { text, href: url ?? (href?.startsWith('http') ? href : undefined) }
}

/** The file as it stands, for who wants to check or correct it. */
function File({ rule, reading }: Props) {
  const { law: t } = reading.reader.t
  return (
    <Fold title={t.yaml}>
      <p class="small soft">
        {t.file}: <code>law/{pathOf(rule)}</code>
      </p>
      <pre tabindex={0} lang="en">
        {reading.law.files.get(pathOf(rule))}
      </pre>
    </Fold>
  )
}

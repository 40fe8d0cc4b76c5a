import { type Context, Hono } from 'hono'
import { cosignedNote } from '../../audit/index.ts'
import { counterparts } from '../../exchange/index.ts'
import { WebError } from '../errors.ts'
import { sentToSave } from '../evidence/sent.ts'
import { toTheSecond } from '../evidence/words.ts'
import { type Entry, entriesOf } from '../log/entries.ts'
import { type EntryProof, type Proving, proofJson, proofOf, proofText } from '../log/proof.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

/** One entry of the log with its proof, to look at and to take away. */
export function logEntryPages(parts: Proving) {
  const seqIn = (c: Context<Env>) => {
    const seq = c.req.param('seq') ?? ''
    if (!/^\d{1,15}$/.test(seq)) throw new WebError('missing', 'no_such_page', 'There is no such entry')
    return Number(seq)
  }
  const bytes = (text: string) => new TextEncoder().encode(text)

  return new Hono<Env>()
    .get('/log/:seq{[0-9]+}', async (c) => {
      const { reader } = c.var
      const { log: t, shell } = reader.t
      const actor = actorIn(c, 'log.read')
      const proof = await proofOf(parts, actor.org, seqIn(c))
      const { seq, body, ...rest } = proof.event
      const event = { ...rest, seq, body: body === null ? null : JSON.parse(body) }
      const [entry] = await entriesOf(parts.db, actor, [event], reader)
      const names = new Map((await counterparts(parts.db)).map(({ org, name }) => [org, name]))
      return c.render(
        <>
          <Crumbs
            label={shell.breadcrumbs}
            crumbs={[{ text: t.title, href: urls.log }, { text: t.entry(reader.number(seq)) }]}
          />
          <PageHead eyebrow={entry?.what} title={t.proofTitle(reader.number(seq))} lead={t.proofLead} />
          <div class="flow flow-wide">
            <Notice kind={proof.holds ? 'done' : 'grave'}>
              <p>
                <strong>{proof.holds ? t.holds : t.fails}</strong>
              </p>
            </Notice>
            {entry && <Recorded entry={entry} reader={reader} />}
            <Live proof={proof} reader={reader} />
            <Seen proof={proof} names={names} reader={reader} />
            <Path proof={proof} reader={reader} />
            <section class="flow" aria-labelledby="downloads">
              <h2 id="downloads">{t.downloads}</h2>
              <ul>
                <li>
                  <a href={withQuery(urls.logCheckpoint, { size: String(proof.size) })}>{t.downloadCheckpoint}</a>
                </li>
                <li>
                  <a href={urls.logProof(seq)}>{t.downloadProof}</a>
                </li>
                <li>
                  <a href={`${urls.logProof(seq)}.json`}>{t.downloadJson}</a>
                </li>
              </ul>
            </section>
          </div>
        </>,
        { title: t.proofTitle(reader.number(seq)), current: 'log', scripts: ['proof'] },
      )
    })
    .get('/log/:seq{[0-9]+}/proof', async (c) => {
      const proof = await proofOf(parts, actorIn(c, 'log.read').org, seqIn(c))
      return sentToSave(c, {
        name: `entry-${proof.event.seq}.tlog-proof`, mediaType: 'text/plain; charset=utf-8', bytes: bytes(proofText(proof)),
      }) // biome-ignore format: one line of words
    })
    .get('/log/:seq{[0-9]+}/proof.json', async (c) => {
      const proof = await proofOf(parts, actorIn(c, 'log.read').org, seqIn(c))
      return sentToSave(c, {
        name: `entry-${proof.event.seq}.json`, mediaType: 'application/json', bytes: bytes(JSON.stringify(proofJson(proof), undefined, 2)),
      }) // biome-ignore format: one line of words
    })
    .get(urls.logCheckpoint, async (c) => {
      const { org } = actorIn(c, 'log.read')
      const size = Number(c.req.query('size') ?? Number.NaN)
      if (!Number.isSafeInteger(size) || size < 1)
        throw new WebError('missing', 'no_such_page', 'There is no such checkpoint')
      const note = await cosignedNote(parts.db, org, size)
      return sentToSave(c, {
        name: `checkpoint-${size}.txt`,
        mediaType: 'text/plain; charset=utf-8',
        bytes: bytes(note),
      })
    })
}

function Recorded({ entry: { event, what, who, more, about }, reader }: { entry: Entry; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <section class="flow" aria-labelledby="recorded">
      <h2 id="recorded">{t.body}</h2>
      <dl class="pairs">
        <dt>{t.what}</dt>
        <dd>
          {what}
          {more && ` (${more})`} <code class="small">{event.kind}</code>
        </dd>
        <dt>{t.who}</dt>
        <dd>{who}</dd>
        <dt>{t.when}</dt>
        <dd>
          <time datetime={event.at}>{toTheSecond(event.at, reader)}</time>
        </dd>
        <dt>{t.subject}</dt>
        <dd>
          {about && (about.href ? <a href={about.href}>{about.text}</a> : about.text)}{' '}
          <code class="small">{event.about}</code>{' '}
          <a class="small" href={withQuery(urls.log, { about: event.about })}>
            {t.follow}
          </a>
        </dd>
      </dl>
      {event.body === null ? <p>{t.erased}</p> : <pre tabindex={0}>{JSON.stringify(event.body, undefined, 2)}</pre>}
    </section>
  )
}

/** The same proof, checked anew by the browser of whoever reads it. */
function Live({ proof, reader }: { proof: EntryProof; reader: Reader }) {
  const { live: t } = reader.t.log
  const { entry, event, size, path, checkpoint: note, origin, key } = proof
  return (
    <section
      class="flow no-print"
      aria-labelledby="live"
      hidden
      data-proof={JSON.stringify({ entry, index: event.seq, size, path, note, origin, key })}
      data-words={JSON.stringify(t)}
    >
      <h2 id="live">{t.title}</h2>
      <p class="soft">{t.lead}</p>
      <p role="status">
        <strong data-verdict>{t.checking}</strong>
      </p>
      <ol class="hashes plain" />
    </section>
  )
}

function Seen({ proof, names, reader }: { proof: EntryProof; names: ReadonlyMap<string, string>; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <section class="flow" aria-labelledby="seen">
      <h2 id="seen">{t.cosigned}</h2>
      {proof.seenBy.length === 0 ? (
        <p class="soft">{t.notCosigned}</p>
      ) : (
        <>
          <p class="soft">{t.cosignedNote}</p>
          <ul>
            {proof.seenBy.map(({ witness, at }) => (
              <li>{t.cosignedAt(names.get(witness) ?? witness, toTheSecond(at, reader))}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t.checkpoint}</h3>
      <p class="soft">{t.checkpointNote}</p>
      <pre tabindex={0}>{proof.checkpoint}</pre>
    </section>
  )
}

function Path({ proof, reader }: { proof: EntryProof; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <section class="flow" aria-labelledby="path">
      <h2 id="path">{t.path}</h2>
      <h3>{t.leafEntry}</h3>
      <pre class="wrapped" tabindex={0}>{proof.entry}</pre>
      <dl class="pairs">
        <dt>{t.leaf}</dt>
        <dd><code class="hash">{proof.leaf}</code></dd>
        <dt>{t.root}</dt>
        <dd><code class="hash">{proof.root}</code></dd>
      </dl>
      <p class="soft">{proof.path.length === 0 ? t.pathNone : t.pathNote(reader.number(proof.size))}</p>
      {proof.path.length > 0 && (
        <ol class="hashes">
          {proof.path.map((hash) => <li><code class="hash">{hash}</code></li>)}
        </ol>
      )}
    </section>
  ) // biome-ignore format: a section in a few lines
}

import type { Context } from 'hono'
import { type InstanceSecret, listOrganisations } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { at } from './urls.ts'

export interface OversightParts {
  readonly db: Db
  readonly law: LawBase
  readonly secret: InstanceSecret
  readonly now: Now
}

/** What every page of oversight is made with. */
export type Desk = ReturnType<typeof deskOf>

export function deskOf({ db, law, secret, now }: OversightParts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)
  const names = async () => new Map((await listOrganisations(db)).map(({ id, name }) => [id, name]))
  const inTransaction = db.transaction.bind(db)

  /** A page of oversight: where it stands, what was refused or done, and then its parts. */
  const render = (c: Context<Env>, { title, crumb, lead, tried, children }: { title: string; crumb?: { text: string; href: string }; lead?: string; tried: TriedSheet | undefined; children: unknown }) => {
    const { t } = c.var.reader
    const done = t.oversight.done[(c.req.query('done') ?? '').replace(/-.*/, '')]
    return c.render(
      <>
        {title !== t.oversight.title && (
          <Crumbs label={t.shell.breadcrumbs} crumbs={[{ text: t.oversight.title, href: at.all }, ...(crumb ? [crumb] : []), { text: title }]} />
        )}
        <ErrorSummary title={t.errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={title} {...(lead && { lead })} />
        {done && !tried && (
          <Notice kind="done">
            <p>{done}</p>
          </Notice>
        )}
        {children}
      </>,
      { title, current: 'oversight' },
    )
  } // biome-ignore format: short
  const sheetOf = (c: Context<Env>, tried: TriedSheet | undefined, address: (act: string) => string) => ({
    ...{ reader: c.var.reader, token: c.var.formToken, tried, address },
  })
  const form = (
    c: Context<Env>,
    act: string,
    does: Parameters<typeof takeIn>[2],
    after: Parameters<typeof takeIn>[3],
    show: (tried: TriedSheet) => Response | Promise<Response>,
  ) => {
    const actor = actorIn(c, 'oversight.read')
    return takeIn(c, { db, now, actor, reader: c.var.reader, act, about: c.req.param('id') ?? actor.org }, does, after, show)
  } // biome-ignore format: short

  return { db, law, secret, now, setting, today, names, inTransaction, render, sheetOf, form }
}

/** One a line. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

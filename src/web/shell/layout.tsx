import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { languages, offered } from '../texts/languages.ts'
import { DemonstrationBanner } from '../ui/demonstration-banner.tsx'
import { Mark } from '../ui/icons.tsx'
import { Preferences } from '../ui/preferences.tsx'
import { urls } from '../urls.ts'
import { assets } from './assets.ts'
import { type Theme, themes, type Visitor } from './env.ts'
import { type Place, placesFor } from './navigation.ts'

export interface LayoutProps {
  title: string
  current?: Place
  /** Scripts of `browser/` beside the common one. */
  scripts?: readonly (keyof typeof assets)[]
  reader: Reader
  theme: Theme
  token: string
  visitor: Visitor | undefined
  demonstration: boolean
  /** Path and query of this page, to come back to after a choice of language. */
  here: string
  content: Child
}

/** The frame of every page. */
export function Layout(props: LayoutProps) {
  const { title, reader, theme, demonstration, content, scripts = [] } = props
  const { shell } = reader.t
  return (
    <html lang={reader.tag} data-theme={theme === 'auto' ? undefined : theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <title>{title === shell.name ? title : `${title} · ${shell.name}`}</title>
        <link rel="icon" href={assets.icon.href} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style.href} />
        {[...scripts, 'enhance' as const].map((name) => (
          <script src={assets[name].href} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {shell.skip}
        </a>
        {demonstration && <DemonstrationBanner text={shell.demonstration} />}
        <Masthead {...props} />
        <main id="main" tabindex={-1}>
          <div class="page">{content}</div>
        </main>
        <Footer {...props} />
      </body>
    </html>
  )
}

function Masthead({ reader, current, visitor, token }: LayoutProps) {
  const { shell, seats } = reader.t
  return (
    <header class="masthead">
      <div class="page">
        <a class="brand" href={visitor ? urls.today : urls.front}>
          <Mark />
          {shell.name}
        </a>
        <nav class="main-nav" aria-label={shell.mainNavigation}>
          <ul class="plain">
            {placesFor(visitor?.seat).map(([place, href]) => (
              <li>
                <a href={href} aria-current={place === current ? 'page' : undefined}>
                  {shell.places[place]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {visitor && (
          <div class="who">
            <p>
              <span class="hidden-text">{shell.signedInAs} </span>
              <a href={urls.account}>
                <strong>{visitor.name}</strong>
                <span class="hidden-text">, {reader.t.people.account}</span>
              </a>{' '}
              · {seats[visitor.seat as keyof typeof seats] ?? visitor.seat}
              <span class="who-where" title={visitor.organisation}>
                {visitor.organisation}
              </span>
            </p>
            <div class="who-acts">
              <a href={urls.notifications}>{reader.t.notifications.link}</a>
              <form method="post" action={urls.signOut}>
                <input type="hidden" name="form_token" value={token} />
                <button type="submit" class="button button-text">
                  {shell.signOut}
                </button>
              </form>
            </div>
          </div>
        )}
      </div>
    </header>
  )
}

function Footer({ reader, theme, token, here }: LayoutProps) {
  const { shell } = reader.t
  return (
    <footer class="footer">
      <div class="page">
        <p>{shell.footer}</p>
        <Preferences
          action={urls.preferences}
          back={here}
          token={token}
          groups={[
            {
              name: 'language',
              title: shell.language,
              chosen: reader.language,
              choices: offered.map((value) => ({ value, label: languages[value].name, lang: languages[value].tag })),
            },
            {
              name: 'theme',
              title: shell.theme,
              chosen: theme,
              choices: themes.map((value) => ({ value, label: shell.themes[value] })),
            },
          ]}
        />
      </div>
    </footer>
  )
}

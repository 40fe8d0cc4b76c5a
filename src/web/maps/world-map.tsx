import type { PropsWithChildren } from 'hono/jsx'
import { type Frame, places, world } from '../../base/world.ts'
import { dotFillOf, type Fill, FillPatterns, fillOf } from './fills.tsx'

export interface Shown {
  readonly fill: Fill
  /** Said where the pointer rests. */
  readonly title: string
  readonly href?: string
}

/**
 * The world and its two crowded parts, with the legend between them. Hidden from screen readers and from the tab key:
 * whoever draws it says the same in lists beside it, and this is the short way for a pointer.
 */
export function WorldMap({
  of,
  names,
  children,
}: PropsWithChildren<{ of: (place: string) => Shown; names: Record<keyof typeof world, string> }>) {
  const shown = new Map(places.map((place) => [place as string, of(place)]))
  return (
    <div class="world-map">
      <FillPatterns />
      <figure class="frame frame-world">
        <FrameOf frame={world.world} shown={shown} />
      </figure>
      {children}
      {(['europe', 'antilles'] as const).map((name) => (
        <figure class={`frame frame-${name}`}>
          <FrameOf frame={world[name]} shown={shown} />
          <figcaption class="small soft">{names[name]}</figcaption>
        </figure>
      ))}
    </div>
  )
}

function FrameOf({ frame, shown }: { frame: Frame; shown: ReadonlyMap<string, Shown> }) {
  const byFill = Map.groupBy(Object.entries(frame.places), ([place]) => shown.get(place)?.fill ?? 'bare')
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true" focusable="false">
      <path class="bare-land" d={frame.bare} />
      {[...byFill].map(([fill, group]) => (
        <g fill={fillOf(fill)}>
          {group.map(([place, { path }]) => path && <Place shown={shown.get(place)} path={path} />)}
        </g>
      ))}
      {[...byFill].map(([fill, group]) => (
        <g fill={dotFillOf(fill)}>
          {group.map(([place, { dot }]) => dot && <Place shown={shown.get(place)} dot={dot} />)}
        </g>
      ))}
    </svg>
  )
}

function Place({ path, dot, shown }: { path?: string; dot?: string; shown: Shown | undefined }) {
  const [x, y] = dot?.split(' ') ?? []
  const shape = (
    <>
      <title>{shown?.title}</title>
      {path ? <path d={path} /> : <circle cx={x} cy={y} />}
    </>
  )
  return shown?.href ? (
    <a href={shown.href} tabindex={-1}>
      {shape}
    </a>
  ) : (
    <g>{shape}</g>
  )
}

/** A cell of a table: what it says, and below it, smaller, where that is from. */
export type Cell = string | { readonly text: string; readonly small: string }

export interface Legend {
  /** A picture (SVG) of how it is drawn. */
  readonly swatch: string
  readonly label: string
}

/** What a page is made of: plain texts, nothing left to decide. */
export type Block =
  | { readonly kind: 'text' | 'small' | 'notice' | 'heading' | 'command'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [string, string])[] }
  /** The first column is wide and names the row; the others are figures but for as many as `wide` says, which are wide too. */
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly wide: number
      readonly rows: readonly (readonly Cell[])[]
    }
  | { readonly kind: 'figures'; readonly figures: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: 'map'
      readonly caption: string
      readonly svg: string
      readonly alt: string
      readonly legend: readonly Legend[]
    }
// biome-ignore format: a kind a line

export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

/** So many rows of one table stand on paper; the files have all. */
export const MOST_ROWS = 60

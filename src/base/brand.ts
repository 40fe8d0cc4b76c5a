declare const brand: unique symbol

/** A string that has been checked once, at the door; only the matching `parse…` makes one. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** Diagrams that Mermaid 12.3.0 and we take differently, and why that is right. */
export const mermaidDifferences: readonly { readonly of: RegExp; readonly reason: string }[] = [
  {
    of: /_card_mobile-card-payments\.md__L91|_vipps_redirect\.md__L331/,
    reason:
      'a lifeline is deactivated that is not active: its messages mean the same, and an analysis tells it',
  },
  {
    of: /knsv-4442\.html__L152|demos_sequence\.html__L155|cut out of a page in the middle of an element/,
    reason: 'a piece of HTML, which Mermaid itself never sees, and of which the elements are read',
  },
];

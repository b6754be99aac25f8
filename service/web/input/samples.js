// Invented sample articles: the people, places and outlets do not exist.

export const SAMPLES = [
  {
    name: "A harbour row",
    text: `The new harbour bridge will not open before spring, mayor Ida Holm said on Tuesday.

“We found cracks in two of the pillars, and nobody will cross it until they are gone,” Holm told the Daily Ferry. “I know that this is late. I would rather be late than sorry.”

The builders, Orsten & Sons, denied that the cracks were dangerous. “They are hairlines 🌉,” said chief engineer Paul Orsten, adding that his company had warned the town about salt water two years ago.

According to Radio Norrhavn, the port authority has asked for a second opinion. A spokeswoman declined to say who would pay for it.

Shop owners called the delay “a winter of empty tills”.

(With inputs from agencies)
`,
  },
  {
    name: "An interview",
    text: `Marta Quill has led the Lowland Orchestra for one year. She spoke to the Evening Lantern about money, noise and rain.

Do you miss the old hall?

“Not for a minute. The roof leaked on the violins.

“But I miss the people who queued in that rain. They have not all come back.”

Her deputy, Tomas Brandt, believes the new hall is simply too far from the station. “If the last bus leaves at ten,” he said, “you cannot play Mahler.”

The council says it is “looking at” a night bus. Quill laughs. “They told us that the mayor had promised it. I have stopped asking.”
`,
  },
  {
    name: "A nested report",
    text: `Health minister Anna Rusk said on Friday that the agency had told her the vaccine “would be here by June”, but that she did not believe it.

The Valley Post reported that officials had warned of delays as early as March. “Nobody read the memo,” one of them told the paper.

The agency’s report concludes that the cold chain was broken twice. It did not name the carrier.

“I’m not here to point fingers,” Rusk wrote on her website. “I’m here to count doses.”
`,
  },
];

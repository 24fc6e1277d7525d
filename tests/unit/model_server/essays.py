"""Answers of clearly different level to the same question, written for these tests; weakest first."""

QUESTION = (
    "Some people think that governments should spend money on public transport rather than on building new roads. "
    "To what extent do you agree or disagree? Give reasons for your answer and include any relevant examples from "
    "your own knowledge or experience. Write at least 250 words."
)

BEGINNER = """\
I am agree goverment should spend money for bus and train. Because in my citi is very trafic. Every day i go to
scool and the bus is late, it is very bad. People is very angry in the bus becouse no place for sit.

New road is not good. Car make polution and the air is bad. My father have car and he say the petrol is expencive.
If goverment make more bus so people use bus and it is good. In my contry the train is old and durty and slow. Peoples
dont like train. I think goverment must to buy new train.

But some peoples like car becouse is fast. Road is broken and goverment must repare it. So I think bus is good and
train is good.
"""

MODEST = """\
Nowadays, transport is a big problem in many cities. Some people think the government should spend money on public
transport and other people think new roads are better. I agree that public transport is more important.

Firstly, public transport is good for the environment. If many people use the bus, there will be less cars on the
roads. Cars make a lot of pollution and it is bad for health. For example, in my city the air is very dirty because
everyone drive to work. So the government should make more buses and trains.

Secondly, public transport is cheap for poor people. Not everyone can buy a car. Students and old people need the
bus to go to school or hospital. If the government spend money on buses, the ticket will be cheap and more people
will use it. Also, people can read or sleep on the train, so it is not waste of time.

However, new roads are also important. Some people live in villages and they do not have bus. They need roads to go
to the city. Also, trucks need good roads to carry food and other things. So I think the government should not stop
to build roads.

In conclusion, I agree that the government should spend more money on public transport because it is good for the
enviroment and it is cheap. But roads are important too, so the government should spend some money on it.
"""

GOOD = """\
Congestion is a daily frustration in most large cities, and there is disagreement about whether the money that
governments set aside for transport should go to buses and trains or to additional roads. I largely agree that public
transport deserves the greater share, although some investment in roads remains necessary.

The main reason for favouring public transport is that it moves more people in less space. A single train can carry as
many commuters as several hundred cars, so each pound that is spent on rail relieves pressure across the whole
network. New roads, by contrast, tend to fill up within a few years, because drivers who previously avoided rush hour
are attracted by the extra capacity. In my own city, for instance, a ring road that opened five years ago is already
as crowded as the streets which it was supposed to replace.

Another advantage is environmental. Transport accounts for a considerable proportion of harmful emissions, and people
will only leave their cars at home if there is a reliable and affordable alternative. When fares are reduced and
services run frequently, passengers respond quickly. Furthermore, those who cannot drive, such as teenagers and
elderly residents, gain access to jobs, education and medical care that would otherwise be out of reach.

That said, it would be unwise to neglect roads altogether. Rural communities are rarely large enough to support a
railway line, and ambulances and delivery vehicles depend on well-maintained streets. Governments should therefore
keep existing roads in good condition while resisting the temptation to build new ones.

In conclusion, I believe that spending on public transport brings wider social and environmental benefits than road
construction does, even though the maintenance of current roads must not be forgotten.
"""

EXPERT = """\
Few questions divide urban planners as sharply as whether public money should be devoted to mass transit or to the
expansion of road networks. While I accept that roads will always be indispensable, I am firmly convinced that
governments ought to prioritise public transport, since its benefits are distributed more equitably and endure far
longer.

The most compelling argument is one of efficiency. Widening a motorway may provide temporary relief; however, a
substantial body of research suggests that additional lanes merely induce additional traffic, so that congestion
reappears within a decade. Rail and dedicated bus corridors, in contrast, can absorb growing demand by running longer
or more frequent services without consuming further land. Seoul is a striking illustration: having demolished an
elevated expressway and reinvested in its bus network, the city recorded shorter journey times rather than the chaos
that sceptics had predicted.

Equally significant are the social and ecological consequences. Private vehicles remain beyond the means of many
households, which implies that road-building subsidises the comparatively affluent, whereas a comprehensive bus
system widens access to employment, healthcare and education for everyone. Moreover, because emissions per passenger
fall dramatically whenever commuters abandon their cars, no credible climate strategy can afford to overlook
affordable transit. Quieter streets and cleaner air are hardly trivial advantages for those who live beside them.

Admittedly, sparsely populated regions cannot sustain a railway, and freight will continue to depend on asphalt.
Nevertheless, this justifies conscientious maintenance of the existing infrastructure rather than perpetual
expansion, and it scarcely weakens the case for concentrating new expenditure where the majority of citizens actually
travel.

In conclusion, although neglecting roads entirely would be reckless, the evidence overwhelmingly favours public
transport. Governments that invest in it are not simply moving people more efficiently; they are shaping fairer,
healthier and ultimately more liveable cities.
"""

BY_LEVEL = (BEGINNER, MODEST, GOOD, EXPERT)

TASK_1_QUESTION = (
    "The table below shows the number of visitors to three museums in a European city in 2005, 2010 and 2015. "
    "Summarise the information by selecting and reporting the main features, and make comparisons where relevant. "
    "Write at least 150 words."
)

TASK_1_WEAK = """\
The table show visitors in museum. In 2005 the city museum have 200000 visitor and in 2010 it have 250000 and in 2015
300000. The art museum is 400000 in 2005 and then 350000 and then 300000. The sience museum is 100000 and then 200000
and then 450000. So the sience museum is more and the art museum is less. I like the art museum.
"""

TASK_1_STRONG = """\
The table compares how many people visited three museums in a European city in 2005, 2010 and 2015.

Overall, attendance at the science museum and the city museum rose over the decade, whereas the art museum gradually
lost visitors. As a result, the science museum, which had been the least popular attraction at the outset, became the
most visited of the three by the end of the period.

The most striking change concerns the science museum. Only 100,000 people entered it in 2005, but this figure doubled
to 200,000 in 2010 and then more than doubled again, reaching a peak of 450,000 in 2015. Growth at the city museum
was considerably steadier: it welcomed 200,000 visitors in the first year, 250,000 five years later and 300,000 in the
final year.

The art museum, by contrast, followed the opposite trend. Although it attracted 400,000 visitors in 2005, twice as
many as the city museum, its attendance fell by 50,000 in each interval, so that by 2015 it was level with the city
museum at 300,000.
"""

LETTER_QUESTION = (
    "You bought a lamp in a shop, and it broke after a week. Write a letter to the manager. In your letter, "
    "say what you bought, explain what happened, and say what you want the manager to do."
)

LETTER = """\
Dear Sir or Madam,

I am writing about a reading lamp that I bought in your shop in Mill Street on 3 May. It cost thirty pounds, and the
assistant told me that it would last for many years.

Unfortunately, it stopped working after a week. When I turned it on last Tuesday evening, there was a loud noise and the
light went out. I tried another bulb, but nothing happened, so I think that the switch is broken. As I need the lamp for
my studies, this has caused me a lot of trouble.

I went back to the shop on Saturday, but your colleague said that only the manager could help me. I would therefore ask
you to send me a new lamp or to give me my money back. I have kept the receipt and the box, and I could bring both to
the shop on any afternoon.

I look forward to hearing from you soon.

Yours faithfully,
Anna Nowak
"""

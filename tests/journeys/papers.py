"""Invented papers in three languages that repeat one newspaper, as a researcher would bring them in."""

NEWS_EN = """\
Lantern Gazette

Subscribe now for a 30 day free trial.

We use cookies to show you advertising. Accept all cookies.

Men taken away in the north

Friday, 19 May 2017

Courier Nord reported on 1 April that more than 100 men thought to be gay had been detained in Chechnya.

At least four people have fled from Chechnya since Monday, the Lantern Fund said.

The Norwegian government has issued visas to two of them.

The Danish foreign minister said he was deeply concerned.

We call on the Swedish government to issue humanitarian visas.

The authorities in Chechnya deny the reports.

Most read

1. Ten walks for a rainy Sunday
2. How to keep bees on a balcony

© Lantern Gazette. All rights reserved.
"""

LETTER_DA = """\
Havnens Venner

København, 22. maj 2017

Kære minister

Den 1. april rapporterede Courier Nord, at over hundrede formodede homoseksuelle mænd er blevet tilbageholdt i Tjetjenien.

Vi beder om, at Danmark udsteder visum til dem, der er flygtet.

Med venlig hilsen

Havnens Venner
"""

APPEAL_SV = """\
Fyrens Fond

Stockholm, 24 maj 2017

Courier Nord rapporterade att över hundra homosexuella män har frihetsberövats i Tjetjenien.

Vi kräver att den svenska regeringen agerar.
"""

"""What all apps share; it knows none of them. Divided as they are: models, querysets, permissions, queries, services, forms,
presenters, views and api, each with a file per subject. Beside those a folder for each subject that is no layer: bestanden (files
that go out or come in), zoeken, webhooks; and what apps register their own kinds in: onderwerpen, meldingsoorten, bouwstenen,
zoeken/register, taken.
"""

"""The steps of a reisverslag, and who reads along."""

from django.db import models


class VerslagstapQuerySet(models.QuerySet):
    def visible_to(self, user):
        verslagen = self.model.reisverslag.field.related_model.objects.visible_to(user)
        return self.filter(reisverslag__in=verslagen)

    def in_order(self):
        return self.order_by("op", "pk")


class MeelezerQuerySet(models.QuerySet):
    def visible_to(self, user):
        verslagen = self.model.reisverslag.field.related_model.objects.visible_to(user)
        return self.filter(reisverslag__in=verslagen)

    def for_list(self):
        return self.select_related("gebruiker", "actiepunt").order_by("gebruiker__naam", "pk")
